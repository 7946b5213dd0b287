package dev.dal.store.transport;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What the tests of this package send and receive. */
public final class Sockets {

    static final long SOON = 5_000;

    private Sockets() {}

    static ByteBuffer direct(byte... bytes) {
        return ByteBuffer.allocateDirect(bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes)
                .flip();
    }

    static ByteBuffer direct(String text) {
        return direct(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Receives until so many bytes are there, and returns them without consuming them. */
    static String await(UnixSocketConnection connection, Inbox inbox, int count) {
        long deadline = Deadline.after(SOON);
        while (inbox.size() < count) {
            int received = connection.receive(inbox, deadline);
            if (received <= 0) {
                throw new AssertionError("received=" + received + " size=" + inbox.size() + " expected=" + count);
            }
        }
        byte[] bytes = new byte[count];
        inbox.unread().get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Sends one byte with several descriptors, as no well-behaved peer does. */
    public static void sendDescriptors(UnixSocketConnection connection, int... fds) {
        int controlLength = 16 + 4 * fds.length;
        NativeBlock block = new NativeBlock(128 + controlLength);
        ByteBuffer bytes = block.bytes;
        bytes.putLong(0, block.address + 80).putLong(8, 1);
        bytes.putLong(32, block.address).putLong(40, 1);
        bytes.putLong(48, block.address + 88).putLong(56, (controlLength + 7) & ~7);
        bytes.putLong(88, controlLength).putInt(96, SocketCalls.SOL_SOCKET).putInt(100, SocketCalls.SCM_RIGHTS);
        for (int i = 0; i < fds.length; i++) {
            bytes.putInt(104 + 4 * i, fds[i]);
        }
        SocketCalls.check((int) SocketCalls.CALLS.sendmsg(connection.fd(), block.address + 16, 0), "sending");
    }
}
