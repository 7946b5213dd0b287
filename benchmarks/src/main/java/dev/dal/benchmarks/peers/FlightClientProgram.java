package dev.dal.benchmarks.peers;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.programs.Payload;
import dev.dal.benchmarks.programs.Rounds;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClient.ClientStreamListener;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.SyncPutListener;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Streams payloads by Arrow Flight: written in place into Arrow's buffers, which are reused, and sent without a copy on
 * this side. Argument: the server's TCP port.
 */
public final class FlightClientProgram implements Program {

    private static final long ANSWER_SECONDS = 60;

    private final BufferAllocator allocator = new RootAllocator();
    private final FlightClient client;
    private final VectorSchemaRoot root;
    private final List<ArrowBuf> buffers = new ArrayList<>();
    private final Deque<Double> inFlight = new ArrayDeque<>();
    private int next;

    private FlightClientProgram(int port) {
        client = FlightClient.builder(allocator, Location.forGrpcInsecure("localhost", port))
                .build();
        ArrowType doubles = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
        root = VectorSchemaRoot.create(new Schema(List.of(Field.notNullable("payload", doubles))), allocator);
        for (int i = 0; i < Payload.IN_FLIGHT; i++) {
            ArrowBuf buffer = allocator.buffer((long) Payload.ELEMENTS * Double.BYTES);
            buffers.add(buffer.writerIndex((long) Payload.ELEMENTS * Double.BYTES));
        }
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> new FlightClientProgram(Integer.parseInt(args[0])));
    }

    @Override
    public String greeting() {
        return "";
    }

    /** Tasks: see {@link Payload#strideOf}. The figure is in GB/s. */
    @Override
    public double run(String task, long millis) throws Exception {
        int stride = Payload.strideOf(task);
        FlightDescriptor descriptor = FlightDescriptor.command(task.getBytes(StandardCharsets.UTF_8));
        try (SyncPutListener answers = new SyncPutListener()) {
            ClientStreamListener stream = client.startPut(descriptor, root, answers);
            stream.setUseZeroCopy(true);
            double perSecond = Rounds.perSecond(millis, () -> {
                send(stream, stride);
                if (inFlight.size() >= Payload.IN_FLIGHT) {
                    receive(answers, stride);
                }
            });
            while (!inFlight.isEmpty()) {
                receive(answers, stride);
            }
            stream.completed();
            stream.getResult();
            return Payload.gigabytesPerSecond(perSecond);
        }
    }

    private void send(ClientStreamListener stream, int stride) {
        double value = ++next;
        ArrowBuf buffer = buffers.get(next % buffers.size());
        DoubleBuffer numbers = buffer.nioBuffer(0, Payload.ELEMENTS * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
        Payload.write((from, source, count) -> numbers.put(from, source, 0, count), stride, value);
        ArrowFieldNode node = new ArrowFieldNode(Payload.ELEMENTS, 0);
        try (ArrowBuf validity = allocator.getEmpty();
                ArrowRecordBatch batch =
                        new ArrowRecordBatch(Payload.ELEMENTS, List.of(node), List.of(validity, buffer))) {
            new VectorLoader(root).load(batch);
        }
        stream.putNext();
        inFlight.add(value);
    }

    private void receive(SyncPutListener answers, int stride) throws Exception {
        PutResult answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IOException("The server did not answer within " + ANSWER_SECONDS + " s.");
        }
        try (answer) {
            Payload.check(answer.getApplicationMetadata().getDouble(0), stride, inFlight.remove());
        }
    }

    @Override
    public void close() throws IOException {
        root.close();
        buffers.forEach(ArrowBuf::close);
        try {
            client.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
