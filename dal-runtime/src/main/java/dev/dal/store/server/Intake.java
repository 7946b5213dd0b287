package dev.dal.store.server;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.RingPair;
import dev.dal.store.transport.UnixSocketConnection;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of one socket client come from: its socket, or its rings once they are in use, beside which the
 * socket tells of the end alone. Takes no more than a bit at a time, so that others get their turn.
 */
final class Intake {

    /** With so much unread already, one receive a turn is enough. */
    private static final int TURN_BYTES = 1 << 20;

    private final UnixSocketConnection connection;
    private final Inbox inbox;
    private @Nullable RingPair rings;
    private boolean withoutDescriptors;
    private boolean hasMore;

    /** An intake from the socket. */
    Intake(UnixSocketConnection connection, Inbox inbox) {
        this.connection = connection;
        this.inbox = inbox;
    }

    /** From now on the client sends no descriptors, which makes receiving cheaper. */
    void expectNoDescriptors() {
        withoutDescriptors = true;
    }

    /** From now on the client sends by these. */
    void receiveFrom(RingPair end) {
        if (inbox.size() > 0) {
            throw new StoreProtocolException("Found " + inbox.size()
                    + " bytes behind the Subscribe of a client that has rings; expected them in the ring.");
        }
        rings = end;
    }

    /** Whether something was left in the rings, of which nobody will be told again. */
    boolean hasMore() {
        return hasMore;
    }

    /**
     * Takes in what is there, after an event of the socket.
     *
     * @param ending whether the peer sends no more, so that the end is to be found too
     * @return number of bytes, of those that came last if there were several receives;
     *     {@link UnixSocketConnection#END_OF_STREAM}
     * @throws StoreConnectionException if the socket fails
     * @throws StoreProtocolException if the inbox is full, or there is something where nothing should be
     */
    int receive(boolean ending) {
        return rings == null ? receiveBytes(ending) : receiveLast();
    }

    private int receiveBytes(boolean ending) {
        int least = ending ? 1 : UnixSocketConnection.LIKELY_MORE_BYTES;
        int received;
        do {
            received = withoutDescriptors ? connection.receiveBytes(inbox) : connection.receive(inbox);
        } while (received >= least && inbox.size() < TURN_BYTES);
        return received;
    }

    /** The end of the socket is that of the rings, but what was written there before still counts. */
    private int receiveLast() {
        int before = inbox.size();
        int received = receiveEnd();
        if (received > 0) {
            throw new StoreProtocolException("Found " + received
                    + " bytes on the socket of a client that has rings; expected them in the ring.");
        }
        receiveRings();
        return received == UnixSocketConnection.END_OF_STREAM ? received : inbox.size() - before;
    }

    /** That the socket fails is its end too, when the client has left an answer unread. */
    private int receiveEnd() {
        try {
            return connection.receiveBytes(inbox);
        } catch (StoreConnectionException reset) {
            return UnixSocketConnection.END_OF_STREAM;
        }
    }

    /**
     * Takes in what is there in the rings, and sees to it that the client wakes the store for more.
     *
     * @return whether there was something
     * @throws StoreProtocolException if the inbox is full, or the rings are broken
     */
    boolean receiveRings() {
        RingPair end = rings;
        if (end == null) {
            return false;
        }
        int received = 0;
        do {
            int count = end.receive(inbox);
            received += count;
            hasMore = count > 0 || !end.sleeps();
        } while (hasMore && received < RingPair.SIZE_BYTES); // All that was there when this began.
        return received > 0;
    }
}
