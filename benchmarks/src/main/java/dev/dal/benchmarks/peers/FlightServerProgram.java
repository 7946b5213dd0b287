package dev.dal.benchmarks.peers;

import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.process.Server;
import dev.dal.benchmarks.programs.Payload;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Reads streamed payloads that come by Arrow Flight, and answers each with its sum. No arguments. Says the TCP port that it
 * listens at: Flight 18.3's client cannot open a Unix socket, as it wants a server's class for its channel.
 */
public final class FlightServerProgram {

    private FlightServerProgram() {}

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> {
            BufferAllocator allocator = new RootAllocator();
            Location location = Location.forGrpcInsecure("localhost", 0);
            FlightServer server = FlightServer.builder(allocator, location, new Producer(allocator))
                    .build()
                    .start();
            return new Server(Integer.toString(server.getPort()), () -> close(server));
        });
    }

    private static void close(FlightServer server) throws IOException {
        try {
            server.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static final class Producer extends NoOpFlightProducer {

        private final BufferAllocator allocator;

        Producer(BufferAllocator allocator) {
            this.allocator = allocator;
        }

        @Override
        public Runnable acceptPut(CallContext context, FlightStream stream, StreamListener<PutResult> answers) {
            return () -> {
                String task = new String(stream.getDescriptor().getCommand(), StandardCharsets.UTF_8);
                while (stream.next()) {
                    answer(sum(stream, Payload.strideOf(task)), answers);
                }
                answers.onCompleted();
            };
        }

        private static double sum(FlightStream stream, int stride) {
            ArrowBuf data = stream.getRoot().getVector(0).getDataBuffer();
            DoubleBuffer numbers = data.nioBuffer(0, Payload.ELEMENTS * Double.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asDoubleBuffer();
            return Payload.sum((from, target, count) -> numbers.get(from, target, 0, count), stride);
        }

        private void answer(double sum, StreamListener<PutResult> answers) {
            try (ArrowBuf metadata = allocator.buffer(Double.BYTES)) {
                metadata.writeDouble(sum);
                answers.onNext(PutResult.metadata(metadata));
            }
        }
    }
}
