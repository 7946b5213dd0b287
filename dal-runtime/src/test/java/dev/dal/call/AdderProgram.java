package dev.dal.call;

import dev.dal.connection.Connection;
import java.nio.file.Path;

/** A processor in a process of its own: argument is the socket of the store. */
final class AdderProgram {

    private AdderProgram() {}

    public static void main(String[] args) {
        try (Connection connection = Connection.open(Path.of(args[0]));
                Processor processor = Processor.serve(connection, ProcessorOptions.defaults(), new AdderService())) {
            System.out.println("serving at " + processor.prefix());
            processor.run();
        }
    }
}
