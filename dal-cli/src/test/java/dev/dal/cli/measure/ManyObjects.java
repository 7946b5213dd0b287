package dev.dal.cli.measure;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.client.StoreClient;
import dev.dal.store.protocol.PlasmaDigest;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * What a million objects of 100 bytes cost: the same operations on a store with 1,000 of them and on one with 1,000,000,
 * and whether List shows them all. Budget: 1.3 times.
 *
 * <pre>
 * java -Xmx4g -cp dal-cli/target/test-classes:dal-cli/target/dal.jar dev.dal.cli.measure.ManyObjects dal-cli/target/dal.jar
 * </pre>
 */
public final class ManyObjects {

    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;
    private static final int OBJECT_BYTES = 100;
    private static final long CAPACITY_BYTES = (MANY + 1000L) * OBJECT_BYTES;

    private final StoreClient client;
    private final ObjectId[] ids;
    private final Random random = new Random(1);

    private ManyObjects(StoreClient client, int count) {
        this.client = client;
        this.ids = new ObjectId[count];
    }

    public static void main(String[] args) throws Exception {
        Path jar = Path.of(args[0]);
        try (MeasuredStore smallStore = MeasuredStore.start(jar, CAPACITY_BYTES);
                MeasuredStore largeStore = MeasuredStore.start(jar, CAPACITY_BYTES);
                StoreClient smallClient = smallStore.connect();
                StoreClient largeClient = largeStore.connect()) {
            ManyObjects few = new ManyObjects(smallClient, FEW);
            ManyObjects many = new ManyObjects(largeClient, MANY);
            few.fill();
            many.fill();
            few.list();
            many.list();
            System.out.println(FEW + " objects -> " + MANY + " objects");
            SideBySide.measure("contains", few::contains, many::contains);
            SideBySide.measure("get, release", few::get, many::get);
            SideBySide.measure("create, seal, delete", few::createAndDelete, many::createAndDelete);
        }
    }

    private void fill() {
        ByteBuffer data = ByteBuffer.allocateDirect(OBJECT_BYTES);
        ByteBuffer metadata = ByteBuffer.allocate(0);
        long start = System.nanoTime();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = ObjectId.random();
            client.createAndSeal(ids[i], data, metadata);
        }
        print("created", start);
    }

    private void list() {
        long start = System.nanoTime();
        Set<ObjectId> listed = new HashSet<>();
        for (ObjectInfo info : client.list()) {
            listed.add(info.id());
        }
        print("listed", start);
        for (ObjectId id : ids) {
            if (!listed.contains(id)) {
                throw new IllegalStateException("Object " + id + " is not listed.");
            }
        }
        if (listed.size() != ids.length) {
            throw new IllegalStateException(listed.size() + " objects are listed instead of " + ids.length + ".");
        }
    }

    private void print(String what, long start) {
        System.out.printf(Locale.ROOT, "%d %s in %.2f s%n", ids.length, what, (System.nanoTime() - start) / 1e9);
    }

    private ObjectId any() {
        return ids[random.nextInt(ids.length)];
    }

    private void contains() {
        if (!client.contains(any())) {
            throw new IllegalStateException("An object is missing.");
        }
    }

    private void get() {
        client.get(any(), 0).close();
    }

    private void createAndDelete() {
        ObjectId id = ObjectId.random();
        client.create(id, OBJECT_BYTES, 0).seal(PlasmaDigest.NONE).close();
        client.delete(id);
    }
}
