package dev.dal.cli.measure;

import dev.dal.store.ObjectId;
import dev.dal.store.client.StoreClient;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What 1,000 clients that do nothing cost the one that does: Contains on a store with one client, and on one with 1,000
 * more. Budget: 1.3 times. To be run on one core: on several, what is measured is where the system puts the two sides, which
 * are asleep or awake as it likes.
 *
 * <pre>
 * taskset -c 0 java -cp dal-cli/target/test-classes:dal-cli/target/dal.jar dev.dal.cli.measure.IdleClients dal-cli/target/dal.jar
 * </pre>
 */
public final class IdleClients {

    private static final int IDLE = 1000;
    private static final long CAPACITY_BYTES = 10_000_000;

    private IdleClients() {}

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args[0]);
        List<StoreClient> idle = new ArrayList<>(IDLE);
        try (MeasuredStore quiet = MeasuredStore.start(jar, CAPACITY_BYTES);
                MeasuredStore crowded = MeasuredStore.start(jar, CAPACITY_BYTES);
                StoreClient onQuiet = quiet.connect();
                StoreClient onCrowded = crowded.connect()) {
            ObjectId id = ObjectId.random();
            for (StoreClient client : List.of(onQuiet, onCrowded)) {
                client.createAndSeal(id, ByteBuffer.allocate(100), ByteBuffer.allocate(0));
            }
            for (int i = 0; i < IDLE; i++) {
                idle.add(crowded.connect());
            }
            System.out.println("1 client -> 1 client and " + IDLE + " idle ones");
            SideBySide.measure("contains", () -> require(onQuiet.contains(id)), () -> require(onCrowded.contains(id)));
        } finally {
            idle.forEach(StoreClient::close);
        }
    }

    private static void require(boolean present) {
        if (!present) {
            throw new IllegalStateException("The object is not there.");
        }
    }
}
