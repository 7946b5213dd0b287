package dev.dal.samples.simple;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.client.StoreClient;
import dev.dal.testing.TestJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Caller and processor as two programs that meet in a store. */
@Timeout(120)
abstract class SimpleContract {

    static final long CAPACITY_BYTES = 10_000_000;

    /** Socket of a store. */
    abstract Path socket();

    @Test
    void theProgramsCallEachOtherAndLeaveNothing() throws Exception {
        try (TestJvm server = TestJvm.start(SimpleServer.class, "--socket", socket().toString())) {
            assertThat(server.awaitLine("SimpleProcessor waiting for calls at prefix "))
                    .isEqualTo("00000000");
            try (TestJvm client = TestJvm.start(SimpleClient.class, "--socket", socket().toString())) {
                assertThat(client.awaitLine("1 + ys")).endsWith("= [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]");
                assertThat(client.awaitLine("10 + (1 + ys)")).endsWith("= [11, 12, 13, 14, 15, 16, 17, 18, 19, 20]");
                assertThat(client.awaitLine("batch")).endsWith("= [100, 101, 102, 103, 104, 105, 106, 107, 108, 109]");
                assertThat(client.awaitLine("batch")).endsWith("= [200, 201, 202, 203, 204, 205, 206, 207, 208, 209]");
                assertThat(client.awaitEnd()).isZero();
            }
            assertThat(server.terminate()).isEqualTo(143);
        }
        try (StoreClient client = StoreClient.connect(socket())) {
            assertThat(client.list()).isEmpty();
        }
    }
}
