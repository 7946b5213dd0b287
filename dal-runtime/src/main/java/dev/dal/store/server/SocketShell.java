package dev.dal.store.server;

import dev.dal.store.StoreException;
import dev.dal.store.protocol.FrameWriter;
import dev.dal.store.protocol.Framing;
import dev.dal.store.transport.Epoll;
import dev.dal.store.transport.EpollEvents;
import dev.dal.store.transport.RingPair;
import dev.dal.store.transport.UnixSocketConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients that come through the socket, and the order in which they are served.
 *
 * <p>What one client did before another asked, the other must see, hang-ups and releases included, although these are
 * not answered (plasma-store.md section 1.2), and although the system does not tell which of two sockets was written to
 * first. So a request is only served after everything was taken in that had arrived when the request was read, and all
 * that is not answered was worked off. Used under the store's lock.
 */
final class SocketShell {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    /** How often to look again when somebody was let in: the others are not kept waiting for ever. */
    private static final int LOOKS_FOR_NEWCOMERS = 8;

    private final SharedCore store;
    private final Poller poller;
    private final Framing framing = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES);
    private final FrameWriter writer = new FrameWriter();
    private final Set<SocketClient> clients = new LinkedHashSet<>();
    private final EpollEvents arrived = new EpollEvents(Poller.EVENTS);

    /** Clients whose requests may be served: all that arrived before these were read has been taken in. */
    private final List<SocketClient> due = new ArrayList<>();

    /** Clients whose requests have to wait for the next turn. */
    private final List<SocketClient> carried = new ArrayList<>();

    /** The clients that were just read. */
    private final List<SocketClient> fresh = new ArrayList<>();

    /** Clients who send by rings. */
    private final List<SocketClient> ringed = new ArrayList<>();

    private boolean newcomers;
    private int ringsMade;

    SocketShell(SharedCore store, Poller poller) {
        this.store = store;
        this.poller = poller;
    }

    Framing framing() {
        return framing;
    }

    /** The writer of all frames; each is sent or copied before the next is begun. */
    FrameWriter writer() {
        return writer;
    }

    /** Takes over a connection. */
    void add(UnixSocketConnection connection) {
        clients.add(new SocketClient(this, store, poller, connection));
        newcomers = true;
    }

    void forget(SocketClient client) {
        clients.remove(client);
    }

    NotificationChannel openNotifications(int fd, Runnable onFailure) {
        return new NotificationChannel(fd, NotificationChannel.MOST_QUEUED_BYTES, poller, onFailure);
    }

    /** Makes rings for a client, to be closed by {@link #close(SocketClient, ClientRings)}; null if there cannot be any. */
    @Nullable
    ClientRings makeRings() {
        if (ringsMade == ClientRings.MOST) {
            return null;
        }
        try {
            ClientRings made = ClientRings.make();
            ringsMade++;
            return made;
        } catch (StoreException refusal) {
            LOG.info("A client has to do without rings: {}", refusal.getMessage());
            return null;
        }
    }

    /** Begins to wait for what comes by rings. */
    Poller.Registration listen(SocketClient client, RingPair rings, Poller.Target target) {
        Poller.Registration registration = poller.add(rings.fd(), Epoll.READABLE | Epoll.EDGE, target);
        ringed.add(client);
        return registration;
    }

    void close(SocketClient client, ClientRings rings) {
        ringed.remove(client);
        ringsMade--;
        rings.close();
    }

    /** A client has been read. */
    void hasInput(SocketClient client) {
        fresh.add(client);
    }

    /** Whether requests wait for the next turn. */
    boolean hasCarried() {
        return !carried.isEmpty() || hasUnreadRings();
    }

    /** Serves everybody once, beginning with what some events tell. */
    void turn(EpollEvents events, int count) {
        due.addAll(carried);
        carried.clear();
        poller.dispatch(events, count);
        receiveRings();
        moveFreshTo(due);
        // First what is not answered, also that of clients whose requests are not due yet.
        due.forEach(SocketClient::workOffUnanswered);
        if (isWorkLeft()) {
            takeInArrived();
            fresh.forEach(SocketClient::workOffUnanswered);
            due.forEach(SocketClient::workOffAll);
        }
        due.clear();
        carryFresh();
        store.settle();
    }

    /**
     * Reads rings whether anybody was told of them or not: of an edge one thread is told, once, and that may wait for the lock
     * still; and of what a former turn has left nobody is told.
     */
    private void receiveRings() {
        for (int i = ringed.size() - 1; i >= 0; i--) {
            ringed.get(i).receiveRings();
        }
    }

    private boolean hasUnreadRings() {
        for (int i = 0; i < ringed.size(); i++) {
            if (ringed.get(i).hasUnreadRings()) {
                return true;
            }
        }
        return false;
    }

    private boolean isWorkLeft() {
        for (int i = 0; i < due.size(); i++) {
            if (due.get(i).hasWork()) {
                return true;
            }
        }
        return false;
    }

    /** Before a request from elsewhere: works off what arrived before it and is not answered. */
    void catchUp() {
        takeInArrived();
        fresh.forEach(SocketClient::workOffUnanswered);
        carryFresh();
        store.settle();
    }

    /** Reads all that has arrived by now, also on connections that were not let in yet. */
    private void takeInArrived() {
        // Full events leave some out, and who was just let in was not asked: the next look brings these.
        int looks = poller.size() / Poller.EVENTS + LOOKS_FOR_NEWCOMERS;
        int count;
        do {
            newcomers = false;
            count = poller.poll(arrived);
            poller.dispatch(arrived, count);
        } while (--looks > 0 && (newcomers || count == arrived.capacity()));
        receiveRings();
    }

    private void moveFreshTo(List<SocketClient> list) {
        list.addAll(fresh);
        fresh.clear();
    }

    private void carryFresh() {
        for (SocketClient client : fresh) {
            if (client.hasWork()) {
                carried.add(client);
            }
        }
        fresh.clear();
    }

    /** Ends all connections. */
    void close() {
        List.copyOf(clients).forEach(SocketClient::close);
        store.settle();
    }
}
