package dev.dal.store.transport;

import dev.dal.store.StoreConnectionException;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;

/**
 * A stream connection over a Unix socket that carries bytes and file descriptors.
 *
 * <p>One thread receives and one thread sends at a time; any thread may close, which ends the waits of both at once.
 * The methods with a deadline wait for the peer, the others never do, whatever the mode of the descriptor. All make no
 * garbage. Every failure of the socket is a {@link StoreConnectionException} that names the connection and the reason.
 */
public final class UnixSocketConnection implements Outlet, AutoCloseable {

    /** What {@link #receive} returns once the peer has shut down. */
    public static final int END_OF_STREAM = -1;

    /** A receive that brings less than so many bytes has most likely emptied the socket. */
    public static final int LIKELY_MORE_BYTES = 4 << 10;

    private static final int TIME_BYTES = 16;

    /** How long a blocking receive on a connection that was made by connecting lasts at most. */
    private static final long TICK_MILLIS = 1000;

    private static final long CONNECT_MILLIS = 10_000;

    private final Descriptor descriptor;
    private final MessageBlock inbound = new MessageBlock();
    private final MessageBlock outbound = new MessageBlock();
    private final ReadyWait readable;
    private final ReadyWait writable;
    /** Whether a blocking receive ends after {@link #TICK_MILLIS}. */
    private final boolean ticking;

    private UnixSocketConnection(Descriptor descriptor, boolean ticking) {
        this.descriptor = descriptor;
        this.readable = new ReadyWait(descriptor, ReadyWait.POLLIN);
        this.writable = new ReadyWait(descriptor, ReadyWait.POLLOUT);
        this.ticking = ticking;
    }

    /**
     * Connects to a listener.
     *
     * @param path path of its socket
     * @return the connection, to be closed by the caller
     * @throws StoreConnectionException if nobody listens there, or the path is longer than a socket's may be
     */
    public static UnixSocketConnection connect(Path path) {
        SocketFile.checkLength(path);
        try {
            UnixSocketChannel channel = UnixSocketChannel.open();
            Descriptor descriptor = new Descriptor(channel.getFD(), "The connection to " + path, channel);
            try {
                SocketCalls.closeOnExec(channel.getFD());
                setTimeout(channel.getFD(), SocketCalls.SO_SNDTIMEO, CONNECT_MILLIS);
                setTimeout(channel.getFD(), SocketCalls.SO_RCVTIMEO, TICK_MILLIS);
                if (!channel.connect(new UnixSocketAddress(path.toFile()))) {
                    throw new IOException("nobody accepted within " + CONNECT_MILLIS + " ms");
                }
                return new UnixSocketConnection(descriptor, true);
            } catch (IOException | RuntimeException failure) {
                descriptor.close();
                throw failure;
            }
        } catch (IOException e) {
            throw new StoreConnectionException("Could not connect to socket " + path + ": " + e.getMessage() + ".", e);
        }
    }

    /**
     * Fails if a path cannot be that of a socket.
     *
     * @param path the path
     * @throws StoreConnectionException if it is longer than a socket's may be
     */
    public static void checkPath(Path path) {
        SocketFile.checkLength(path);
    }

    /**
     * Takes over a connected socket.
     *
     * @param fd its descriptor, which now belongs to the connection
     * @param name what the connection is, for messages
     * @return the connection, to be closed by the caller
     */
    public static UnixSocketConnection adopt(int fd, String name) {
        return new UnixSocketConnection(new Descriptor(fd, name), false);
    }

    private static void setTimeout(int fd, int option, long millis) {
        NativeBlock time = new NativeBlock(TIME_BYTES);
        time.bytes.putLong(0, millis / 1000).putLong(Long.BYTES, millis % 1000 * 1000);
        try {
            SocketCalls.check(
                    SocketCalls.CALLS.setsockopt(fd, SocketCalls.SOL_SOCKET, option, time.address, TIME_BYTES),
                    "Setting a socket's timeout");
        } finally {
            Reference.reachabilityFence(time);
        }
    }

    /**
     * The descriptor, for waiting on it.
     *
     * @return the file descriptor, which stays this connection's
     */
    public int fd() {
        return descriptor.number();
    }

    /**
     * Who is at the other end.
     *
     * @return process, user and group, as of the time when the connection was made
     * @throws StoreConnectionException if this is closed
     */
    public PeerCredentials peer() {
        NativeBlock value = new NativeBlock(4 * Integer.BYTES);
        value.bytes.putInt(3 * Integer.BYTES, 3 * Integer.BYTES);
        int fd = descriptor.enter();
        try {
            int result = SocketCalls.CALLS.getsockopt(
                    fd,
                    SocketCalls.SOL_SOCKET,
                    SocketCalls.SO_PEERCRED,
                    value.address,
                    value.address + 3 * Integer.BYTES);
            SocketCalls.check(result, "Asking who is at the other end of " + descriptor.name());
        } finally {
            descriptor.leave();
        }
        return new PeerCredentials(
                value.bytes.getInt(0), value.bytes.getInt(Integer.BYTES), value.bytes.getInt(2 * Integer.BYTES));
    }

    /**
     * Makes plain reads and writes of everybody who has this descriptor return at once. This class does not need it;
     * peers to whom the descriptor is given may.
     *
     * @throws StoreConnectionException if this is closed
     */
    public void setNonBlocking() {
        int fd = descriptor.enter();
        try {
            int flags = SocketCalls.check(SocketCalls.CALLS.fcntl(fd, SocketCalls.F_GETFL, 0), descriptor.name());
            SocketCalls.check(
                    SocketCalls.CALLS.fcntl(fd, SocketCalls.F_SETFL, flags | SocketCalls.O_NONBLOCK),
                    descriptor.name());
        } finally {
            descriptor.leave();
        }
    }

    /**
     * Receives what is there, in one system call.
     *
     * @param inbox takes bytes and descriptors
     * @return number of bytes; 0 if there are none; {@link #END_OF_STREAM}
     * @throws StoreConnectionException if the socket fails or this is closed
     * @throws dev.dal.store.StoreProtocolException if the inbox is full
     */
    public int receive(Inbox inbox) {
        int fd = descriptor.enter();
        try {
            return receive(fd, inbox, SocketCalls.MSG_DONTWAIT);
        } finally {
            descriptor.leave();
        }
    }

    /**
     * Waits until bytes are there and receives them.
     *
     * @param inbox takes bytes and descriptors
     * @param deadline until when, as in {@link Deadline}
     * @return number of bytes; 0 if the deadline has passed; {@link #END_OF_STREAM}
     * @throws StoreConnectionException if the socket fails or this is closed, before or meanwhile
     * @throws dev.dal.store.StoreProtocolException if the inbox is full
     */
    public int receive(Inbox inbox, long deadline) {
        int fd = descriptor.enter();
        try {
            // A blocking call saves the call that waits; its time is bounded by the socket's timeout.
            boolean blocking =
                    ticking && Deadline.remainingNanos(deadline) > TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
            int received = receive(fd, inbox, blocking ? 0 : SocketCalls.MSG_DONTWAIT);
            while (received == 0 && readable.await(fd, deadline)) {
                received = receive(fd, inbox, SocketCalls.MSG_DONTWAIT);
            }
            if (received == END_OF_STREAM && descriptor.isClosed()) {
                throw descriptor.closedFailure();
            }
            return received;
        } finally {
            descriptor.leave();
        }
    }

    /**
     * Receives what is there, in one system call that costs less than {@link #receive(Inbox)}.
     *
     * @param inbox takes bytes; descriptors that come with them are lost, and closed
     * @return number of bytes; 0 if there are none; {@link #END_OF_STREAM}
     * @throws StoreConnectionException if the socket fails or this is closed
     * @throws dev.dal.store.StoreProtocolException if the inbox is full
     */
    public int receiveBytes(Inbox inbox) {
        int fd = descriptor.enter();
        try {
            int free = inbox.prepare();
            long received;
            do {
                received = SocketCalls.CALLS.recv(fd, inbox.freeAddress(), free, SocketCalls.MSG_DONTWAIT);
            } while (received < 0 && isInterrupted());
            if (received > 0) {
                inbox.received((int) received);
            }
            return countOf(received);
        } finally {
            descriptor.leave();
            Reference.reachabilityFence(inbox);
        }
    }

    private int receive(int fd, Inbox inbox, int flags) {
        int free = inbox.prepare();
        try {
            long received;
            do {
                inbound.prepareReceive(inbox.freeAddress(), free);
                received = SocketCalls.CALLS.recvmsg(fd, inbound.address(), flags | SocketCalls.MSG_CMSG_CLOEXEC);
            } while (received < 0 && isInterrupted());
            if (received > 0) {
                inbox.received((int) received, inbound);
            }
            return countOf(received);
        } finally {
            Reference.reachabilityFence(inbox);
            Reference.reachabilityFence(this);
        }
    }

    /** Whether the receive that failed is to be repeated; false if there was nothing. */
    private boolean isInterrupted() {
        int error = SocketCalls.lastError();
        if (error != SocketCalls.EINTR && error != SocketCalls.EAGAIN) {
            throw SocketCalls.failure("Receiving from " + descriptor.name() + " failed");
        }
        return error == SocketCalls.EINTR;
    }

    /** What a receive returns to its caller: for the system 0 is the end, and nothing there a failure. */
    private static int countOf(long received) {
        return received == 0 ? END_OF_STREAM : (int) Math.max(0, received);
    }

    /**
     * Sends bytes, waiting until the peer has room for all of them.
     *
     * @param bytes a direct buffer, read from position to limit; the position moves past what was sent
     * @param deadline until when, as in {@link Deadline}
     * @throws StoreConnectionException if the socket fails, this is closed, or the deadline passes before all is sent
     */
    public void send(ByteBuffer bytes, long deadline) {
        int fd = descriptor.enter();
        try {
            while (bytes.hasRemaining()) {
                long sent = sendSome(fd, NativeBlock.addressOf(bytes) + bytes.position(), bytes.remaining());
                bytes.position(bytes.position() + (int) sent);
                if (bytes.hasRemaining()) {
                    awaitRoom(fd, deadline);
                }
            }
        } finally {
            descriptor.leave();
            Reference.reachabilityFence(bytes);
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Sends a descriptor, together with one byte, waiting until the peer has room.
     *
     * @param passed the descriptor; stays the caller's
     * @param deadline until when, as in {@link Deadline}
     * @throws StoreConnectionException if the socket fails, this is closed, or the deadline passes
     */
    public void sendDescriptor(int passed, long deadline) {
        int fd = descriptor.enter();
        try {
            while (!trySendDescriptor(fd, passed)) {
                awaitRoom(fd, deadline);
            }
        } finally {
            descriptor.leave();
            Reference.reachabilityFence(this);
        }
    }

    private void awaitRoom(int fd, long deadline) {
        if (!writable.await(fd, deadline)) {
            throw new StoreConnectionException(
                    "Sending on " + descriptor.name() + " took too long: the peer does not read.");
        }
    }

    @Override
    public void sendOrQueue(ByteBuffer message, Outbox outbox) {
        if (outbox.isEmpty()) {
            int fd = descriptor.enter();
            try {
                long address = NativeBlock.addressOf(message) + message.position();
                long sent = sendSome(fd, address, message.remaining());
                message.position(message.position() + (int) sent);
            } finally {
                descriptor.leave();
                Reference.reachabilityFence(message);
            }
        }
        outbox.add(message);
    }

    @Override
    public boolean flush(Outbox outbox) {
        int fd = descriptor.enter();
        try {
            while (!outbox.isEmpty()) {
                if (outbox.isDescriptorNext()) {
                    if (!trySendDescriptor(fd, outbox.nextDescriptor())) {
                        return false;
                    }
                    outbox.descriptorSent();
                } else {
                    int length = outbox.nextLength();
                    long sent = sendSome(fd, outbox.nextAddress(), length);
                    outbox.sent((int) sent);
                    if (sent < length) {
                        return false;
                    }
                }
            }
            return true;
        } finally {
            descriptor.leave();
            Reference.reachabilityFence(outbox);
            Reference.reachabilityFence(this);
        }
    }

    /** One call; 0 if there is no room. */
    private long sendSome(int fd, long address, int lengthBytes) {
        int flags = SocketCalls.MSG_NOSIGNAL | SocketCalls.MSG_DONTWAIT;
        while (true) {
            long sent = SocketCalls.CALLS.send(fd, address, lengthBytes, flags);
            if (sent >= 0) {
                return sent;
            }
            if (!mayRepeat()) {
                return 0;
            }
        }
    }

    private boolean trySendDescriptor(int fd, int passed) {
        int flags = SocketCalls.MSG_NOSIGNAL | SocketCalls.MSG_DONTWAIT;
        while (true) {
            outbound.prepareSend(passed);
            if (SocketCalls.CALLS.sendmsg(fd, outbound.address(), flags) == 1) {
                return true;
            }
            if (!mayRepeat()) {
                return false;
            }
        }
    }

    /** Whether the call that failed was only interrupted; false if it found no room. */
    private boolean mayRepeat() {
        int error = SocketCalls.lastError();
        if (error == SocketCalls.EAGAIN) {
            return false;
        }
        if (error == SocketCalls.EINTR) {
            return true;
        }
        StoreConnectionException failure = SocketCalls.failure("Sending on " + descriptor.name() + " failed");
        throw descriptor.isClosed() ? descriptor.closedFailure() : failure;
    }

    /**
     * Whether this was closed here.
     *
     * @return true after {@link #close()} or {@link #abandon()}
     */
    public boolean isClosed() {
        return descriptor.isClosed();
    }

    /**
     * Closes the descriptor of this process alone: for an end that was given to somebody else, who goes on using it.
     */
    public void abandon() {
        descriptor.abandon();
    }

    /** Ends the connection, and the waits of other threads on it. Closing twice is harmless. */
    @Override
    public void close() {
        descriptor.close();
    }
}
