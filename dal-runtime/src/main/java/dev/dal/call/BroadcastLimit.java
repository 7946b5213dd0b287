package dev.dal.call;

/**
 * How many calls may be pending at each processor of a broadcast.
 *
 * @param most the most
 * @param policy what happens when there would be more
 */
record BroadcastLimit(int most, PendingPolicy policy) {

    static final BroadcastLimit NONE = new BroadcastLimit(Integer.MAX_VALUE, PendingPolicy.FAIL);

    /**
     * Checks the limit.
     *
     * @param most the most
     * @param policy the policy
     * @throws IllegalArgumentException if not even one call may be pending
     */
    BroadcastLimit {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "At least one call may be pending at a processor; found the limit " + most + ".");
        }
    }
}
