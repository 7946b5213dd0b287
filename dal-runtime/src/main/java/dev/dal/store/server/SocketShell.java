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

    /** Clients of whom something was left in their rings. */
    private final List<SocketClient> unread = new ArrayList<>();

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

    /** Makes rings for a client, to be closed by {@link #close(ClientRings)}; null if there cannot be any. */
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
    Poller.Registration listen(RingPair rings, Poller.Target target) {
        return poller.add(rings.fd(), Epoll.READABLE | Epoll.EDGE, target);
    }

    void close(ClientRings rings) {
        ringsMade--;
        try {
            rings.close();
        } catch (StoreException failure) {
            LOG.warn("The memory of a client's rings stays taken as long as it maps them: {}", failure.getMessage());
        }
    }

    /** A client has been read, and was left with something to read. */
    void hasMore(SocketClient client) {
        unread.add(client);
    }

    /** A client has been read. */
    void hasInput(SocketClient client) {
        fresh.add(client);
    }

    /** Whether requests wait for the next turn. */
    boolean hasCarried() {
        return !carried.isEmpty() || !unread.isEmpty();
    }

    /** Serves everybody once, beginning with what some events tell. */
    void turn(EpollEvents events, int count) {
        due.addAll(carried);
        carried.clear();
        readMore();
        poller.dispatch(events, count);
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

    private void readMore() {
        if (!unread.isEmpty()) {
            List<SocketClient> clientsToRead = List.copyOf(unread);
            unread.clear();
            clientsToRead.forEach(SocketClient::receiveMore);
        }
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
