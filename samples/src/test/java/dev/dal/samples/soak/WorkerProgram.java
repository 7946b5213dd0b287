package dev.dal.samples.soak;

import dev.dal.call.ProcessorOptions;
import dev.dal.connection.Connection;
import dev.dal.samples.Shutdown;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A processor in a process of its own, until that is told to end. Arguments: socket, prefix of the namespace, and after
 * how many milliseconds to stop with grace and to begin anew over another connection; 0 for never.
 */
final class WorkerProgram {

    private final Path socket;
    private final ProcessorOptions options;
    private final long lifeMillis;
    private final CountDownLatch asked = new CountDownLatch(1);

    private WorkerProgram(Path socket, String prefix, long lifeMillis) {
        this.socket = socket;
        this.options = ProcessorOptions.defaults().withPrefix(prefix);
        this.lifeMillis = lifeMillis == 0 ? TimeUnit.DAYS.toMillis(1) : lifeMillis;
    }

    public static void main(String[] args) throws InterruptedException {
        WorkerProgram program = new WorkerProgram(Path.of(args[0]), args[1], Long.parseLong(args[2]));
        try (Shutdown shutdown = new Shutdown();
                Sampling sampling = new Sampling()) {
            shutdown.whenAsked(program.asked::countDown);
            do {
                program.serve();
            } while (program.asked.getCount() > 0);
        }
    }

    private void serve() throws InterruptedException {
        try (Connection connection = Connection.open(socket);
                WorkProcessor processor = WorkProcessor.register(connection, new WorkImplementation(), options)) {
            processor.start();
            System.out.println("serving at " + processor.prefix());
            asked.await(lifeMillis, TimeUnit.MILLISECONDS);
        }
    }
}
