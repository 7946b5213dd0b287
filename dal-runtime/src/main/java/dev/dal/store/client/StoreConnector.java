package dev.dal.store.client;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreLink;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to a socket, waiting for a store that is not there yet (plasma-store.md section 1.5). */
final class StoreConnector {

    /** Retries where a negative number is asked for. */
    static final int DEFAULT_RETRIES = 80;

    private static final long PAUSE_MILLIS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(StoreConnector.class);

    private StoreConnector() {}

    /**
     * Connects.
     *
     * @param socket path of the store's socket
     * @param retries how often to try again, 100 ms later each; negative means 80 times
     * @return the link
     * @throws StoreConnectionException if nobody listens there after the last retry, or the thread is interrupted
     */
    static StoreLink connect(Path socket, int retries) {
        UnixSocketConnection.checkPath(socket);
        int left = retries < 0 ? DEFAULT_RETRIES : retries;
        while (true) {
            try {
                return SocketLink.open(socket, SocketLink.ANSWER_MILLIS);
            } catch (StoreConnectionException failure) {
                if (left == 0) {
                    throw failure;
                }
                LOG.debug("Connection to store socket {} failed, retrying {} more times", socket, left, failure);
            }
            left--;
            pause(socket);
        }
    }

    private static void pause(Path socket) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreConnectionException("Interrupted while waiting for a store at " + socket + ".", e);
        }
    }
}
