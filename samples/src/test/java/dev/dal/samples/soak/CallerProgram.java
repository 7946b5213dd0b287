package dev.dal.samples.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Threads that call, in a process of their own. Arguments: socket, seconds, threads, and where their dice begin. */
final class CallerProgram {

    private static final int OPERATIONS_OF_A_SESSION = 200;

    private final Path socket;
    private final long endNanos;
    private final Tally tally = new Tally();

    private CallerProgram(Path socket, long seconds) {
        this.socket = socket;
        this.endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    public static void main(String[] args) throws InterruptedException {
        CallerProgram program = new CallerProgram(Path.of(args[0]), Long.parseLong(args[1]));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            Random random = new Random(Long.parseLong(args[3]) + i);
            threads.add(new Thread(() -> program.work(random), "calling-" + i));
        }
        try (Sampling sampling = new Sampling()) {
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        program.tally.print();
        System.out.println("done");
    }

    private void work(Random random) {
        while (System.nanoTime() < endNanos) {
            try (Session session = new Session(socket, random, tally)) {
                work(session);
            } catch (RuntimeException e) {
                tally.failed(Operation.SESSION, e);
            }
        }
    }

    private void work(Session session) {
        for (int i = 0; i < OPERATIONS_OF_A_SESSION && System.nanoTime() < endNanos; i++) {
            Operation operation = Operation.any(session.random());
            try {
                operation.run(session);
                tally.succeeded(operation);
            } catch (Exception | AssertionError e) {
                tally.failed(operation, e);
            }
        }
        tally.succeeded(Operation.SESSION);
    }
}
