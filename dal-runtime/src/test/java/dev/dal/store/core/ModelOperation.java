package dev.dal.store.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One thing that a client of the model test does. Everything about it is fixed when it is drawn, so that it means
 * something whatever was left out before it: of a client that is not there it does nothing.
 *
 * @param kind what is done
 * @param slot which client does it
 * @param ids the objects
 * @param number a size, a time or a number of bytes
 * @param flag a choice: whether to evict, which ticket, and the like
 */
record ModelOperation(Kind kind, int slot, List<Long> ids, long number, int flag) {

    /** Number of clients. */
    static final int SLOTS = 6;

    private static final int IDS = 40;

    /** What can be done, with how often it is. */
    enum Kind {
        CONNECT(2),
        DISCONNECT(1),
        CREATE(10),
        SEAL(8),
        ABORT(2),
        GET(6),
        RELEASE(10),
        DELETE(2),
        CREATE_AND_SEAL(4),
        EVICT(1),
        REFRESH(1),
        PASS_TIME(2),
        END_WAIT(1),
        SUBSCRIBE(1),
        UNSUBSCRIBE(1),
        SET_QUOTA(1),
        PUBLISH(8),
        AWAIT(4),
        GIVE_BACK(12),
        LEASE(2),
        SEAL_AT(6),
        GIVE_BACK_AT(5),
        GIVE_UP(1);

        private final int frequency;

        Kind(int frequency) {
            this.frequency = frequency;
        }
    }

    private static final List<Kind> DRAWN = drawn();

    private static List<Kind> drawn() {
        List<Kind> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            all.addAll(Collections.nCopies(kind.frequency, kind));
        }
        return all;
    }

    /** Draws an operation. */
    static ModelOperation draw(Random random) {
        Kind kind = DRAWN.get(random.nextInt(DRAWN.size()));
        long number = switch (kind) {
            case CREATE, CREATE_AND_SEAL, PUBLISH -> size(random);
            case LEASE -> random.nextInt(-1, 7_000);
            case SEAL_AT -> random.nextInt(4) == 0 ? random.nextInt(100) : random.nextInt(3_000);
            case GET -> random.nextInt(-2, 30);
            case EVICT -> random.nextInt(5) == 0 ? 0 : random.nextInt(20_000);
            case PASS_TIME -> random.nextInt(10);
            case SET_QUOTA -> random.nextInt(8) == 0 ? -random.nextInt(1000) : random.nextInt(40_000);
            default -> 0;
        };
        return new ModelOperation(kind, random.nextInt(SLOTS), ids(kind, random), number, random.nextInt(1 << 16));
    }

    private static long size(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> random.nextInt(40_000);
            default -> random.nextInt(5_000);
        };
    }

    private static List<Long> ids(Kind kind, Random random) {
        int count = switch (kind) {
            case CREATE, SEAL, ABORT, RELEASE, DELETE, PUBLISH, AWAIT, SEAL_AT, GIVE_BACK -> 1;
            case GET, CREATE_AND_SEAL, REFRESH -> random.nextInt(5);
            default -> 0;
        };
        List<Long> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(i > 0 && random.nextInt(4) == 0 ? ids.get(0) : Long.valueOf(random.nextInt(IDS)));
        }
        return ids;
    }

    @Override
    public String toString() {
        return kind + " client=" + slot + (ids.isEmpty() ? "" : " ids=" + ids) + " number=" + number + " flag=" + flag;
    }
}
