package dev.dal.store.transport;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/**
 * Does something, signals an eventfd for example, when a thread that waits in native code is interrupted, which such a
 * wait does not notice by itself (platform-notes.md section 11). What is signalled must end the wait.
 *
 * <p>One thread at a time is between {@link #enter} and {@link #leave}.
 */
public final class InterruptSignal {

    /**
     * After so many milliseconds a wait looks at the interrupt status again: JDK 17 gives no signal if the interrupt comes just when
     * the wait begins, between its looking for a hook and its setting the status.
     */
    public static final int LOOK_MILLIS = 1000;

    private final Hook hook;

    /**
     * A signal for waits of one thread at a time.
     *
     * @param event what is signalled; stays the caller's
     */
    public InterruptSignal(EventFd event) {
        this(event::signal);
    }

    /**
     * A signal for waits of one thread at a time that are ended by something else than an eventfd.
     *
     * @param onInterrupt ends the wait; called on the thread that interrupts; must not block
     */
    public InterruptSignal(Runnable onInterrupt) {
        this.hook = new Hook(onInterrupt);
    }

    /** Before a wait: from now on an interrupt of this thread gives the signal, also one that came before. */
    public void enter() {
        hook.enter();
    }

    /** After the wait, in any case. The interrupt status of the thread stays as it is. */
    public void leave() {
        hook.leave();
    }

    /** A selector selects nothing here; it is the one thing whose wake-up the JDK calls for an interrupted thread. */
    private static final class Hook extends AbstractSelector {

        private final Runnable onInterrupt;

        Hook(Runnable onInterrupt) {
            super(SelectorProvider.provider());
            this.onInterrupt = onInterrupt;
        }

        void enter() {
            begin();
        }

        void leave() {
            end();
        }

        @Override
        public Selector wakeup() {
            onInterrupt.run();
            return this;
        }

        @Override
        protected void implCloseSelector() {
            // Holds nothing.
        }

        @Override
        protected SelectionKey register(AbstractSelectableChannel channel, int operations, Object attachment) {
            throw new UnsupportedOperationException("This selector has no channels.");
        }

        @Override
        public Set<SelectionKey> keys() {
            return Set.of();
        }

        @Override
        public Set<SelectionKey> selectedKeys() {
            return Set.of();
        }

        @Override
        public int selectNow() {
            return 0;
        }

        @Override
        public int select(long timeout) {
            return 0;
        }

        @Override
        public int select() {
            return 0;
        }
    }
}
