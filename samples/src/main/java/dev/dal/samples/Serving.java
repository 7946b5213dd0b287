package dev.dal.samples;

import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.ConnectionClosedException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The main part of a program that serves functions until it is told to end. */
public final class Serving {

    private Serving() {}

    /**
     * Connects, registers and runs calls until the program gets SIGINT or SIGTERM, or the store goes.
     *
     * @param socket path of the store's socket, or null for $PLASMA_SOCKET
     * @param register makes the processor
     * @return the exit code of the program: 0 when it was told to end, 1 when the store went
     */
    public static int untilEnded(@Nullable Path socket, Function<Connection, GeneratedProcessor> register) {
        try (Shutdown shutdown = new Shutdown();
                Connection connection = socket == null ? Connection.open() : Connection.open(socket);
                GeneratedProcessor processor = register.apply(connection)) {
            shutdown.whenAsked(processor::close);
            String name = processor.processor().info().name();
            System.out.println(name + " waiting for calls at prefix " + processor.prefix());
            processor.run();
            return 0;
        } catch (ConnectionClosedException e) {
            System.err.println("The processor ends: " + e.getMessage());
            return 1;
        }
    }
}
