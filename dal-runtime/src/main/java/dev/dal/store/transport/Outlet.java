package dev.dal.store.transport;

import dev.dal.store.StoreConnectionException;
import java.nio.ByteBuffer;

/** Where bytes go that a slow reader must not hold up. */
public interface Outlet {

    /**
     * Sends a message at once, and leaves for later what the peer has no room for.
     *
     * @param message a direct buffer, read from position to limit
     * @param outbox takes what is left; whatever waits there already goes first
     * @throws StoreConnectionException if the connection fails, this is closed, or too much waits
     * @throws dev.dal.store.StoreProtocolException if the peer has broken what the bytes go by
     */
    void sendOrQueue(ByteBuffer message, Outbox outbox);

    /**
     * Sends as much of what waits as the peer has room for.
     *
     * @param outbox what waits
     * @return whether all was sent
     * @throws StoreConnectionException if the connection fails or this is closed
     * @throws dev.dal.store.StoreProtocolException if the peer has broken what the bytes go by
     */
    boolean flush(Outbox outbox);
}
