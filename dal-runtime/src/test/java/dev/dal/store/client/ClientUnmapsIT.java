package dev.dal.store.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.testing.ProcessResources;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The complaint that a client never unmaps (plasma-store.md section 3.4): ours does when no view of a segment is
 * reachable and it was not used for some time, which here is no time at all.
 */
class ClientUnmapsIT {

    @Test
    void aLiveClientUnmapsWhatNobodyViews() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(1_000_000))) {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-XX:SoftRefLRUPolicyMSPerMB=0",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Viewer.class.getName(),
                            store.socketPath().toString())
                    .inheritIO()
                    .start();
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** Views an object, then none, then one again. */
    static final class Viewer {

        private static final ObjectId ID = ObjectId.of(1, 2, 3);

        private Viewer() {}

        public static void main(String[] arguments) {
            try (StoreClient client = StoreClient.connect(Path.of(arguments[0]))) {
                client.put(ID, ByteBuffer.wrap(new byte[] {1, 2, 3}), ByteBuffer.allocate(0));
                view(client);
                assertThat(ProcessResources.afterCollecting(() -> mappings() == 0))
                        .isTrue();
                view(client);
            }
        }

        private static void view(StoreClient client) {
            ObjectBuffer first = client.get(ID, 0);
            ByteBuffer exported = client.get(ID, 0).data().export(0, 3);
            first.close();
            Object garbage = new Object();
            System.gc();
            assertThat(garbage).isNotNull();
            assertThat(mappings()).isPositive();
            assertThat(exported.get(2)).isEqualTo((byte) 3);
            Reference.reachabilityFence(exported);
        }

        private static long mappings() {
            return ProcessResources.mappings("/memfd:dal");
        }
    }
}
