package dev.dal.benchmarks.process;

import java.io.Closeable;
import java.io.IOException;

/**
 * A program that only serves others, on threads of its own.
 *
 * @param greeting what the runner is told when the program is ready
 * @param resource what is closed at the end
 */
public record Server(String greeting, Closeable resource) implements Program {

    @Override
    public double run(String task, long millis) {
        throw new IllegalArgumentException("A server runs no tasks; found '" + task + "'.");
    }

    @Override
    public void close() throws IOException {
        resource.close();
    }
}
