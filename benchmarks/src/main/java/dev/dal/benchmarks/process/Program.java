package dev.dal.benchmarks.process;

import java.io.Closeable;
import java.io.IOException;

/** What a child process does. Used by one thread. */
public interface Program extends Closeable {

    /**
     * What the runner is told when the program is ready.
     *
     * @return one line, such as the path of a socket; may be empty
     */
    String greeting();

    /**
     * Runs a task for about the given time.
     *
     * @param task what to do; programs that only serve know none
     * @param millis for how long
     * @return the figure
     * @throws Exception if the task fails
     */
    double run(String task, long millis) throws Exception;

    @Override
    void close() throws IOException;
}
