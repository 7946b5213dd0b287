package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The floor: a round trip of 64 bytes over a Unix socket. Argument: path of the socket of an {@link EchoServer}. */
public final class EchoClient implements Program {

    private final SocketChannel channel;
    private final ByteBuffer message = ByteBuffer.allocateDirect(EchoServer.MESSAGE_BYTES);

    private EchoClient(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> new EchoClient(SocketChannel.open(UnixDomainSocketAddress.of(args[0]))));
    }

    @Override
    public String greeting() {
        return "";
    }

    /** The only task: microseconds of a round trip, the median. */
    @Override
    public double run(String task, long millis) throws Exception {
        return Rounds.medianMicros(millis, this::roundTrip);
    }

    private void roundTrip() throws IOException {
        channel.write(message.clear());
        if (!read(channel, message)) {
            throw new IOException("The echo ended.");
        }
    }

    /** Reads a whole message; false at the end of the stream. */
    static boolean read(SocketChannel channel, ByteBuffer message) throws IOException {
        message.clear();
        while (message.hasRemaining()) {
            if (channel.read(message) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
