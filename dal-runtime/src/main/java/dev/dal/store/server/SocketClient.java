package dev.dal.store.server;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.transport.Epoll;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.RingPair;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a socket client: takes in bytes as they come, hands whole frames to the adapter, and ends the client
 * when it hangs up or sends what is not the protocol. Never waits. Used under the store's lock.
 */
final class SocketClient implements Poller.Target {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private static final int READING = Epoll.READABLE | Epoll.ENDING;

    /** How often a connection to which nothing can be sent any more is read to its end. */
    private static final int LAST_READS = 64;

    private static final int NO_LANE = -1;

    private final SocketShell shell;
    private final SharedCore store;
    private final UnixSocketConnection connection;
    private final Framing framing;
    private final Inbox inbox;
    private final Intake intake;
    private final ReplyChannel replies;
    private final ClientProxy proxy;
    private final int number;
    private final RequestAdapter adapter;
    private final Poller.Registration registration;

    /** A Subscribe was read, the descriptor that belongs to it was not. */
    private boolean awaitsDescriptor;
    /** The peer has hung up; what it sent may still have to be worked off. */
    private boolean ended;
    /** The client is gone from the core; the connection may still have answers to deliver. */
    private boolean departed;

    private boolean closed;
    /** A frame is being worked off; its bytes are in the inbox. */
    private boolean working;
    /** The connection ends when that frame is done. */
    private boolean endsAfterFrame;

    private int laneNumber = NO_LANE;
    private @Nullable ClientRings rings;
    private Poller.@Nullable Registration ringsRegistration;

    SocketClient(SocketShell shell, SharedCore store, Poller poller, UnixSocketConnection connection) {
        this.shell = shell;
        this.store = store;
        this.connection = connection;
        this.framing = shell.framing();
        this.inbox = new Inbox(framing.longestFrameBytes());
        this.intake = new Intake(connection, inbox);
        this.replies = new ReplyChannel(connection, this::sendingChanged);
        this.proxy = new ClientProxy(shell.writer(), store.segments(), replies);
        this.registration = poller.add(connection.fd(), READING, this);
        this.number = store.connect(proxy);
        this.adapter = new RequestAdapter(store, number, proxy);
    }

    @Override
    public void ready(int flags) {
        if ((flags & Epoll.WRITABLE) != 0) {
            replies.flush();
        }
        if (departed) {
            if ((flags & (Epoll.HUNG_UP | Epoll.FAILED)) != 0) {
                close();
            }
        } else {
            if ((flags & ~Epoll.WRITABLE) != 0) {
                receive((flags & ~(Epoll.WRITABLE | Epoll.READABLE)) != 0);
            }
            // Or there may be requests that waited until the client has read its answers.
            receiveRings();
            shell.hasInput(this);
        }
    }

    /** There is something in the rings, or room again. */
    private void ringsReady(int flags) {
        NotificationChannel channel = proxy.notifications();
        if (channel != null) {
            channel.flush();
        }
        receiveRings();
    }

    /** Takes in what is there in the rings, if there are some, unless the client has to read its answers first. */
    void receiveRings() {
        if (departed || replies.isCongested()) {
            return;
        }
        try {
            if (intake.receiveRings()) {
                shell.hasInput(this);
            }
        } catch (StoreProtocolException failure) {
            reject(failure);
        }
    }

    /** Whether something was left in the rings that can be taken in now. */
    boolean hasUnreadRings() {
        return !departed && !replies.isCongested() && intake.hasMore();
    }

    /**
     * Takes in what is there on the socket.
     *
     * @param ending whether the peer sends no more, so that the end is to be found too
     */
    private int receive(boolean ending) {
        int received;
        try {
            received = intake.receive(ending);
        } catch (StoreConnectionException failure) {
            LOG.debug("{}", failure.getMessage());
            received = UnixSocketConnection.END_OF_STREAM;
        } catch (StoreProtocolException failure) {
            reject(failure);
            return UnixSocketConnection.END_OF_STREAM;
        }
        ended |= received == UnixSocketConnection.END_OF_STREAM;
        return received;
    }

    /**
     * Works off what nobody waits for the answer of: everything up to the next request that is answered, or everything
     * there is if the peer has hung up.
     */
    void workOffUnanswered() {
        workOff(!ended);
    }

    /** Works off everything there is. */
    void workOffAll() {
        workOff(false);
    }

    /** Whether a frame is there that could be worked off now. */
    boolean hasWork() {
        return !departed && !replies.isCongested() && frameBytes() > 0;
    }

    private void workOff(boolean unansweredOnly) {
        try {
            while (!departed && workOffOne(unansweredOnly)) {
                store.settle();
                endIfDue();
            }
        } catch (StoreProtocolException failure) {
            reject(failure);
        } catch (RuntimeException | OutOfMemoryError fault) {
            LOG.error("Closing the connection on descriptor {} after a fault of the store", connection.fd(), fault);
            depart();
            close();
        }
        if (ended && !departed) {
            hangUp();
        }
        store.settle();
        updateInterest();
    }

    private boolean workOffOne(boolean unansweredOnly) {
        if (awaitsDescriptor) {
            return takeDescriptor();
        }
        int frameBytes = frameBytes();
        if (frameBytes == 0 || (replies.isCongested() && !ended)) {
            return false;
        }
        ByteBuffer frame = inbox.unread();
        MessageType type = Framing.type(frame);
        if (unansweredOnly && isAnswered(type)) {
            return false;
        }
        switch (type) {
            case DISCONNECT_CLIENT -> hangUp();
            case SUBSCRIBE_REQUEST -> awaitsDescriptor = true;
            case RINGS_REQUEST -> makeRings();
            default -> handle(type, Framing.payload(frame, frameBytes));
        }
        inbox.consume(frameBytes);
        return true;
    }

    private void handle(MessageType type, ByteBuffer payload) {
        working = true;
        try {
            adapter.handle(type, payload);
        } finally {
            working = false;
        }
    }

    private void endIfDue() {
        if (endsAfterFrame) {
            endsAfterFrame = false;
            readToTheEnd();
        }
    }

    private static boolean isAnswered(MessageType type) {
        return type != MessageType.RELEASE_REQUEST
                && type != MessageType.SUBSCRIBE_REQUEST
                && type != MessageType.SUBMIT
                && type != MessageType.DISCONNECT_CLIENT;
    }

    private int frameBytes() {
        return framing.completeFrameBytes(inbox.unread());
    }

    private boolean takeDescriptor() {
        if (inbox.size() == 0) {
            return false;
        }
        awaitsDescriptor = false;
        int fd = inbox.takeDescriptor();
        if (fd == Inbox.NO_DESCRIPTOR) {
            LOG.warn("Failed to receive file descriptor from client on fd {}.", connection.fd());
            hangUpIfRinged();
        } else {
            subscribe(fd);
        }
        return true;
    }

    private void makeRings() {
        adapter.requireRings();
        if (rings != null) {
            throw new StoreProtocolException(
                    "Found a second " + MessageType.RINGS_REQUEST + " of a client that has rings.");
        }
        rings = shell.makeRings();
        proxy.ringsMade(rings);
    }

    private void subscribe(int fd) {
        try {
            NotificationChannel channel = shell.openNotifications(fd, () -> store.later(this::endSubscription));
            if (proxy.notifications() != null) {
                LOG.info("The client on fd {} has subscribed already; the second socket is closed.", connection.fd());
                channel.close();
                return;
            }
            proxy.notifications(channel);
            if (adapter.grantsLane()) {
                openLane(channel);
            } else {
                store.core().subscribe(number);
            }
        } catch (StoreConnectionException refusal) {
            LOG.warn("The client on fd {} cannot subscribe: {}", connection.fd(), refusal.getMessage());
            hangUpIfRinged();
        }
    }

    /** Without a lane a client that has rings would go on by them, and nobody would read. */
    private void hangUpIfRinged() {
        if (rings != null) {
            hangUp();
        }
    }

    private void openLane(NotificationChannel channel) {
        SocketLane lane = new SocketLane(store.segments(), store.flushes(), channel, proxy::knowsSegment);
        intake.expectNoDescriptors();
        if (rings != null && adapter.grantsRings()) {
            useRings(rings.end(), channel);
        }
        laneNumber = store.openLane(number, lane);
        adapter.laneOpened(laneNumber, lane);
        intake.receiveRings(); // What the client has written by now it may have told nobody of.
    }

    private void useRings(RingPair end, NotificationChannel channel) {
        ringsRegistration = shell.listen(this, end, this::ringsReady);
        intake.receiveFrom(end);
        channel.sendBy(end);
    }

    private void endSubscription() {
        proxy.notifications(null);
        if (laneNumber != NO_LANE) {
            // What the lane is not told it cannot find out in another way.
            readToTheEnd();
        } else if (!departed) {
            store.core().unsubscribe(number);
        }
    }

    /** Something waits to be sent, or sending has failed. */
    private void sendingChanged() {
        StoreConnectionException failure = replies.failure();
        if (failure == null) {
            updateInterest();
        } else if (!departed) {
            LOG.info("Disconnecting client on fd {}: {}", connection.fd(), failure.getMessage());
            store.later(this::readToTheEnd);
        }
        if (departed && !replies.hasUnsent()) {
            store.later(this::close);
        }
    }

    /** The client cannot be told anything any more: what it sent before still counts, once what is worked off is done. */
    private void readToTheEnd() {
        if (departed) {
            return;
        }
        if (working) {
            endsAfterFrame = true;
            return;
        }
        for (int i = 0; i < LAST_READS && !departed && receive(true) > 0; i++) {
            workOffAll();
        }
        ended = true;
        workOffAll();
    }

    private void reject(StoreProtocolException reason) {
        LOG.warn("Disconnecting client on fd {}: {}", connection.fd(), reason.getMessage());
        depart();
        close();
    }

    private void hangUp() {
        if (!departed) {
            LOG.debug("Disconnecting client on fd {}", connection.fd());
            depart();
        }
        if (!replies.hasUnsent()) {
            close();
        }
    }

    /** Takes the client out of the core. */
    private void depart() {
        if (departed) {
            return;
        }
        departed = true;
        if (laneNumber != NO_LANE) {
            store.closeLane(laneNumber);
        }
        store.disconnect(number);
        NotificationChannel channel = proxy.notifications();
        if (channel != null) {
            channel.close();
            proxy.notifications(null);
        }
        closeRings();
    }

    private void updateInterest() {
        int reading = departed || ended || replies.isCongested() ? 0 : READING;
        registration.interest(reading | (replies.hasUnsent() ? Epoll.WRITABLE : 0));
    }

    /** Ends the connection, whatever is still to be sent. Closing twice is harmless. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        depart();
        registration.end();
        inbox.close();
        replies.close();
        connection.close();
        shell.forget(this);
    }

    private void closeRings() {
        if (ringsRegistration != null) {
            ringsRegistration.end();
        }
        if (rings != null) {
            shell.close(this, rings);
            rings = null;
        }
    }
}
