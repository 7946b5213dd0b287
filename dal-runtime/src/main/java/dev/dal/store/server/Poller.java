package dev.dal.store.server;

import dev.dal.store.transport.Epoll;
import dev.dal.store.transport.EpollEvents;
import dev.dal.store.transport.InterruptSignal;
import dev.dal.store.transport.Spinning;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told when a descriptor is ready. Waiting needs no lock; everything else happens under the store's, and so do the
 * calls of {@link Target#ready}. Events of what has been removed meanwhile reach nobody.
 */
final class Poller implements AutoCloseable {

    /** Most events that one wait returns. */
    static final int EVENTS = 256;

    private final Epoll epoll = Epoll.open(1);
    /** Where one waits who can be set aside: told of something only while nobody else waits. */
    private final Epoll reserve = Epoll.open(1);

    private final EpollEvents reserveEvents = new EpollEvents(1);
    private final List<@Nullable Registration> slots = new ArrayList<>();
    private final Deque<Integer> unusedSlots = new ArrayDeque<>();
    private long lastGeneration;

    /** Somebody has waited here besides the reserve: until then the reserve waits like anybody, by one call. */
    private volatile boolean shared;

    Poller() {
        reserve.add(epoll.fd(), Epoll.READABLE, 0);
    }

    /** Whoever waits for a descriptor. */
    interface Target {

        /**
         * The descriptor is ready, or was a moment ago.
         *
         * @param flags {@link Epoll#READABLE}, {@link Epoll#WRITABLE}, {@link Epoll#ENDING}, {@link Epoll#FAILED} and
         *     {@link Epoll#HUNG_UP}, added up
         */
        void ready(int flags);
    }

    /** The wait for one descriptor. */
    final class Registration {

        private final int fd;
        private final int slot;
        private final long token;
        private final Target target;
        private int interest;
        private boolean ended;

        private Registration(int fd, int slot, int interest, Target target) {
            this.fd = fd;
            this.slot = slot;
            this.token = (++lastGeneration << Integer.SIZE) | slot;
            this.interest = interest;
            this.target = target;
        }

        /** Changes what the descriptor is waited for. */
        void interest(int flags) {
            if (!ended && flags != interest) {
                epoll.modify(fd, flags, token);
                interest = flags;
            }
        }

        /** Ends the wait; before the descriptor is closed. Ending twice is harmless. */
        void end() {
            if (!ended) {
                ended = true;
                epoll.remove(fd);
                slots.set(slot, null);
                unusedSlots.add(slot);
            }
        }
    }

    /** Begins to wait for a descriptor. */
    Registration add(int fd, int interest, Target target) {
        Integer unused = unusedSlots.poll();
        int slot = unused == null ? slots.size() : unused;
        if (unused == null) {
            slots.add(null);
        }
        Registration registration = new Registration(fd, slot, interest, target);
        try {
            epoll.add(fd, interest, registration.token);
        } catch (RuntimeException refusal) {
            unusedSlots.add(slot);
            throw refusal;
        }
        slots.set(slot, registration);
        return registration;
    }

    /** Waits until something is ready, or it is time to look at the interrupt status; the number of events. Without the lock. */
    int await(EpollEvents events, long deadline, Spinning spinning) {
        return epoll.await(events, deadline, spinning, InterruptSignal.LOOK_MILLIS);
    }

    /** Waits as the reserve, whom nothing wakes while it is {@linkplain #setReserveAside set aside}. One thread only. */
    int awaitAsReserve(EpollEvents events, long deadline, Spinning spinning) {
        if (!shared) {
            return epoll.await(events, deadline, spinning);
        }
        int ready = reserve.await(reserveEvents, deadline, spinning);
        return ready == 0 ? 0 : poll(events);
    }

    /** Whether somebody waits here besides the reserve, or has done so before. */
    boolean isShared() {
        return shared;
    }

    /** Somebody is going to wait here besides the reserve, which has to be woken if it waits. */
    void share() {
        shared = true;
    }

    /** Whether what becomes ready is somebody else's to see to, not the reserve's. */
    void setReserveAside(boolean aside) {
        reserve.modify(epoll.fd(), aside ? 0 : Epoll.READABLE, 0);
    }

    /** Looks what is ready, without waiting; the number of events. */
    int poll(EpollEvents events) {
        return epoll.poll(events);
    }

    /** Tells the targets of some events. */
    void dispatch(EpollEvents events, int count) {
        for (int i = 0; i < count; i++) {
            Registration registration = find(events.token(i));
            if (registration != null) {
                registration.target.ready(events.flags(i));
            }
        }
    }

    private @Nullable Registration find(long token) {
        int slot = (int) token;
        Registration registration = slot < slots.size() ? slots.get(slot) : null;
        return registration != null && registration.token == token ? registration : null;
    }

    /** Number of descriptors that are waited for. */
    int size() {
        return slots.size() - unusedSlots.size();
    }

    @Override
    public void close() {
        reserve.close();
        epoll.close();
    }
}
