package dev.dal.store.transport;

import dev.dal.store.StoreConnectionException;

/**
 * Two sockets that are connected with each other, one of them usually to be given away.
 *
 * @param first one end
 * @param second the other end
 */
public record UnixSocketPair(UnixSocketConnection first, UnixSocketConnection second) implements AutoCloseable {

    /**
     * Makes two sockets.
     *
     * @param name what the connection is, for messages
     * @return both ends, to be closed by the caller
     * @throws StoreConnectionException if there are too many descriptors
     */
    public static UnixSocketPair open(String name) {
        NativeBlock ends = new NativeBlock(2 * Integer.BYTES);
        int type = SocketCalls.SOCK_STREAM | SocketCalls.SOCK_CLOEXEC;
        SocketCalls.check(
                SocketCalls.CALLS.socketpair(SocketCalls.AF_UNIX, type, 0, ends.address), "Making a pair of sockets");
        return new UnixSocketPair(
                UnixSocketConnection.adopt(ends.bytes.getInt(0), name),
                UnixSocketConnection.adopt(ends.bytes.getInt(Integer.BYTES), name));
    }

    /** Closes both ends. Closing twice is harmless. */
    @Override
    public void close() {
        first.close();
        second.close();
    }
}
