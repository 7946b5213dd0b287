package dev.dal.samples.guide;

import dev.dal.samples.Serving;
import java.nio.file.Path;

/** The processor of the guide as a program: its argument is the socket of the store. */
final class VectorsServer {

    private VectorsServer() {}

    public static void main(String[] args) {
        System.exit(Serving.untilEnded(
                Path.of(args[0]), connection -> VectorsProcessor.register(connection, new VectorsImplementation())));
    }
}
