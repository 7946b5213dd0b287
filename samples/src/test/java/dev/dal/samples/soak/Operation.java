package dev.dal.samples.soak;

import java.util.Random;

/** What a session does, again and again. */
enum Operation {
    CALL(20, Calls::call),
    CHAIN(10, Calls::chain),
    CHAIN_ACROSS_PROCESSORS(5, Calls::chainAcrossProcessors),
    BATCH(10, Calls::batch),
    LARGE_TENSOR(2, Calls::largeTensor),
    SCALAR(10, Calls::scalar),
    TABLE(5, Calls::table),
    FUTURE(5, Calls::future),
    FAILURE(5, Endings::failure),
    FAILURE_IN_A_CHAIN(5, Endings::failureInAChain),
    CANCEL_RUNNING(2, Endings::cancelRunning),
    CANCEL_WAITING(2, Endings::cancelWaiting),
    DEADLINE(2, Endings::deadline),
    TIMEOUT(2, Endings::timeout),
    INTERRUPT(1, Endings::interrupt),
    DROP(5, Endings::drop),
    WINDOW(3, Groups::window),
    SCOPE(5, Groups::scope),
    AWAIT_ALL(5, Groups::awaitAll),
    AWAIT_ANY(5, Groups::awaitAny),
    GIVEN_OUTPUT(5, Groups::givenOutput),
    ROUND_ROBIN(5, Groups::roundRobin),
    BROADCAST(10, Broadcasts::broadcast),
    BROADCAST_DROP_OLDEST(3, Broadcasts::dropOldest),
    BROADCAST_BLOCK(3, Broadcasts::block),
    BROADCAST_FAIL(3, Broadcasts::fail),
    BROADCAST_DETACHED(3, Broadcasts::detach),
    /** Opens and closes what the others need; not chosen. */
    SESSION(0, session -> {});

    private static final int WEIGHTS;

    static {
        int sum = 0;
        for (Operation operation : values()) {
            sum += operation.weight;
        }
        WEIGHTS = sum;
    }

    private final int weight;
    private final Work work;

    /** Makes calls, and checks what becomes of them. */
    @FunctionalInterface
    private interface Work {
        void run(Session session) throws Exception;
    }

    Operation(int weight, Work work) {
        this.weight = weight;
        this.work = work;
    }

    /** One of the operations, in proportion to their weights. */
    static Operation any(Random random) {
        int left = random.nextInt(WEIGHTS);
        for (Operation operation : values()) {
            left -= operation.weight;
            if (left < 0) {
                return operation;
            }
        }
        throw new AssertionError("The weights do not add up to " + WEIGHTS + ".");
    }

    /** Does it once; an exception or assertion error says what went otherwise than it should. */
    void run(Session session) throws Exception {
        work.run(session);
    }
}
