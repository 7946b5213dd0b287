package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.process.Server;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Half of the floor: sends 64 bytes back for 64 bytes. Argument: path of the socket to listen at. */
public final class EchoServer {

    /** Length of a message. */
    static final int MESSAGE_BYTES = 64;

    private EchoServer() {}

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> {
            ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(args[0]));
            Thread thread = new Thread(() -> serve(listener), "echo");
            thread.setDaemon(true);
            thread.start();
            return new Server(args[0], listener);
        });
    }

    private static void serve(ServerSocketChannel listener) {
        ByteBuffer message = ByteBuffer.allocateDirect(MESSAGE_BYTES);
        try (SocketChannel channel = listener.accept()) {
            while (EchoClient.read(channel, message)) {
                channel.write(message.flip());
            }
        } catch (IOException closed) {
            System.err.println("The echo ends: " + closed.getMessage());
        }
    }
}
