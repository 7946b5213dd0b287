package dev.dal.benchmarks.programs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/** Keeps a number of calls in flight and takes their results in order. */
public final class Pipeline {

    private static final int IN_FLIGHT = 100;

    private Pipeline() {}

    /** What is done with a result; waits until it is there. */
    @FunctionalInterface
    public interface Receiver<R> {

        /**
         * Takes a result.
         *
         * @param result the oldest one in flight
         * @throws Exception if the call failed
         */
        void receive(R result) throws Exception;
    }

    /**
     * Keeps 100 calls in flight for some time.
     *
     * @param millis for how long
     * @param send makes a call without waiting for it
     * @param receiver waits for the oldest result and checks it
     * @param <R> what stands for a result
     * @return calls per second
     * @throws Exception if a call fails
     */
    public static <R> double perSecond(long millis, Callable<R> send, Receiver<R> receiver) throws Exception {
        Deque<R> inFlight = new ArrayDeque<>(IN_FLIGHT);
        while (inFlight.size() < IN_FLIGHT) {
            inFlight.add(send.call());
        }
        double perSecond = Rounds.perSecond(millis, () -> {
            receiver.receive(inFlight.remove());
            inFlight.add(send.call());
        });
        while (!inFlight.isEmpty()) {
            receiver.receive(inFlight.remove());
        }
        return perSecond;
    }
}
