package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.process.Server;

/** Starts and is ready: what a JVM costs that does nothing. */
public final class Nothing {

    private Nothing() {}

    /**
     * Runs the program.
     *
     * @param args none
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> new Server("", () -> {}));
    }
}
