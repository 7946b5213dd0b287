package dev.dal.store.protocol;

import dev.dal.store.StoreProtocolException;
import org.jspecify.annotations.Nullable;

/** The messages of the protocol with their numbers (plasma-store.md section 1.3). */
public enum MessageType {
    /** Client to store: hang up. Never sent by clients, who close instead. */
    DISCONNECT_CLIENT(0),
    /** Client to store. */
    CREATE_REQUEST(1),
    /** Store to client; a descriptor may follow. */
    CREATE_REPLY(2),
    /** Client to store; carries the object. */
    CREATE_AND_SEAL_REQUEST(3, true),
    /** Store to client. */
    CREATE_AND_SEAL_REPLY(4),
    /** Client to store. */
    ABORT_REQUEST(5),
    /** Store to client. */
    ABORT_REPLY(6),
    /** Client to store. */
    SEAL_REQUEST(7),
    /** Store to client. */
    SEAL_REPLY(8),
    /** Client to store. */
    GET_REQUEST(9),
    /** Store to client; descriptors may follow. */
    GET_REPLY(10, true),
    /** Client to store; not answered. */
    RELEASE_REQUEST(11),
    /** Declared, never sent. */
    RELEASE_REPLY(12),
    /** Client to store. */
    DELETE_REQUEST(13),
    /** Store to client. */
    DELETE_REPLY(14, true),
    /** Client to store. */
    CONTAINS_REQUEST(15),
    /** Store to client. */
    CONTAINS_REPLY(16),
    /** Client to store. */
    LIST_REQUEST(17),
    /** Store to client; as long as the store has objects. */
    LIST_REPLY(18, true),
    /** Client to store. */
    CONNECT_REQUEST(19),
    /** Store to client. */
    CONNECT_REPLY(20),
    /** Client to store. */
    EVICT_REQUEST(21),
    /** Store to client. */
    EVICT_REPLY(22),
    /** Client to store; not answered; a descriptor from the client follows. */
    SUBSCRIBE_REQUEST(23),
    /** Declared, never sent. */
    UNSUBSCRIBE_REQUEST(24),
    /** Declared, never sent. */
    DATA_REQUEST(25),
    /** Declared, never sent. */
    DATA_REPLY(26),
    /** Declared; notifications travel on a socket of their own, without a number. */
    NOTIFICATION(27),
    /** Client to store. */
    SET_OPTIONS_REQUEST(28),
    /** Store to client. */
    SET_OPTIONS_REPLY(29),
    /** Client to store. */
    GET_DEBUG_STRING_REQUEST(30),
    /** Store to client. */
    GET_DEBUG_STRING_REPLY(31),
    /** Client to store; carries objects. */
    CREATE_AND_SEAL_BATCH_REQUEST(32, true),
    /** Store to client. */
    CREATE_AND_SEAL_BATCH_REPLY(33),
    /** Client to store. */
    REFRESH_LRU_REQUEST(34),
    /** Store to client. */
    REFRESH_LRU_REPLY(35),
    /** Client to store, of the calls extension; not answered. */
    SUBMIT(64, true),
    /** Store to client, of the calls extension, on the socket of the subscription. */
    EVENTS(65, true),
    /** Client to store, of the slabs extension. */
    LEASE_REQUEST(66),
    /** Store to client, of the slabs extension; a descriptor may follow. */
    LEASE_REPLY(67),
    /** Client to store, of the rings extension. */
    RINGS_REQUEST(68),
    /** Store to client, of the rings extension; descriptors may follow. */
    RINGS_REPLY(69);

    private static final @Nullable MessageType[] BY_NUMBER = byNumber();

    private final int number;
    private final boolean bulky;

    MessageType(int number) {
        this(number, false);
    }

    MessageType(int number, boolean bulky) {
        this.number = number;
        this.bulky = bulky;
    }

    /**
     * The number in the frame's header.
     *
     * @return the number
     */
    public int number() {
        return number;
    }

    /** Whether the message carries objects, or an entry for each of many. */
    boolean isBulky() {
        return bulky;
    }

    /**
     * The message of a number.
     *
     * @param number the number in a frame's header
     * @return the message
     * @throws StoreProtocolException if there is none
     */
    public static MessageType of(long number) {
        MessageType type = number < 0 || number >= BY_NUMBER.length ? null : BY_NUMBER[(int) number];
        if (type == null) {
            throw new StoreProtocolException("Found a message of type " + number + "; expected 0 to "
                    + REFRESH_LRU_REPLY.number + " or " + SUBMIT.number + " to " + RINGS_REPLY.number
                    + ". The peer does not speak this protocol.");
        }
        return type;
    }

    private static @Nullable MessageType[] byNumber() {
        @Nullable MessageType[] types = new MessageType[RINGS_REPLY.number + 1];
        for (MessageType type : values()) {
            types[type.number] = type;
        }
        return types;
    }
}
