package dev.dal.store.server;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Epoll;
import dev.dal.store.transport.UnixSocketConnection;
import dev.dal.store.transport.UnixSocketListener;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who connects, if it is the user that the store runs as. When the system refuses, as it does when there are too
 * many descriptors, accepting pauses for a moment and the log says so once; clients wait meanwhile.
 */
final class Acceptor implements Poller.Target {

    /** How long accepting pauses after a refusal. */
    private static final long PAUSE_MILLIS = 100;

    /** Connections let in at a time. */
    private static final int MOST_AT_ONCE = 64;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private final UnixSocketListener listener;
    private final int userId;
    private final Consumer<UnixSocketConnection> accepted;
    private final Poller.Registration registration;
    /** When accepting begins again; {@link Deadline#NEVER} while it goes on. */
    private long pausedUntil = Deadline.NEVER;

    private boolean refusalLogged;

    /**
     * An acceptor.
     *
     * @param userId the one user that is let in
     * @param accepted takes over the connections; what it throws closes the connection
     */
    Acceptor(UnixSocketListener listener, int userId, Poller poller, Consumer<UnixSocketConnection> accepted) {
        this.listener = listener;
        this.userId = userId;
        this.accepted = accepted;
        this.registration = poller.add(listener.fd(), Epoll.READABLE, this);
    }

    @Override
    public void ready(int flags) {
        try {
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                UnixSocketConnection connection = listener.accept();
                if (connection == null) {
                    refusalLogged = false;
                    break;
                }
                letIn(connection);
            }
        } catch (StoreConnectionException refusal) {
            pause(refusal);
        }
    }

    private void letIn(UnixSocketConnection connection) {
        try {
            int peer = connection.peer().uid();
            if (peer == userId) {
                accepted.accept(connection);
                return;
            }
            LOG.warn("Refused a client of user {}: this store serves user {} alone.", peer, userId);
        } catch (RuntimeException | OutOfMemoryError failure) {
            LOG.warn("Refused a client: {}", failure.getMessage());
        }
        connection.close();
    }

    private void pause(StoreConnectionException refusal) {
        if (!refusalLogged) {
            LOG.warn("Clients have to wait before they are let in: {}", refusal.getMessage());
            refusalLogged = true;
        }
        registration.interest(0);
        pausedUntil = Deadline.after(PAUSE_MILLIS);
    }

    /** When {@link #resumeIfDue} has something to do, as in {@link Deadline}. */
    long nextDeadline() {
        return pausedUntil;
    }

    /** Accepts again if the pause is over. */
    void resumeIfDue() {
        if (pausedUntil != Deadline.NEVER && Deadline.remainingNanos(pausedUntil) == 0) {
            pausedUntil = Deadline.NEVER;
            registration.interest(Epoll.READABLE);
        }
    }
}
