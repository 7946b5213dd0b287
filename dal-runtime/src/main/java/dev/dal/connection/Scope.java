package dev.dal.connection;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is closed together: references, results, drafts and anything else that can be closed.
 *
 * <p>Closing it closes what was added, the latest first, and so cancels the calls whose results are in it. A scope that is
 * dropped instead closes nothing: what is in it goes its own way. Thread-safe.
 */
public final class Scope implements AutoCloseable {

    private final Deque<AutoCloseable> contents = new ArrayDeque<>();
    private boolean closed;

    Scope() {}

    /**
     * Adds something that is to be closed with this scope. It may be closed before.
     *
     * @param resource a reference, result, draft or the like
     * @param <T> its class
     * @return the argument
     * @throws IllegalStateException if this scope is closed; the argument was closed then
     */
    public <T extends AutoCloseable> T add(T resource) {
        synchronized (this) {
            if (!closed) {
                contents.push(resource);
                return resource;
            }
        }
        IllegalStateException late = new IllegalStateException("The scope is closed; so was " + resource + " now.");
        try {
            closeAll(List.of(resource));
        } catch (RuntimeException e) {
            late.addSuppressed(e);
        }
        throw late;
    }

    /**
     * Closes everything that was added, also where some of it fails. Closing twice is harmless.
     *
     * @throws DalException if something failed with a checked exception; an unchecked one is thrown as it is; further ones
     *     are suppressed
     */
    @Override
    public void close() {
        List<AutoCloseable> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(contents);
            contents.clear();
        }
        closeAll(left);
    }

    /** Closes all in their order; throws the first failure, with the others suppressed. */
    static void closeAll(Collection<? extends AutoCloseable> resources) {
        RuntimeException failure = null;
        for (AutoCloseable resource : resources) {
            RuntimeException next = failureOfClosing(resource);
            if (failure == null) {
                failure = next;
            } else if (next != null) {
                failure.addSuppressed(next);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable RuntimeException failureOfClosing(AutoCloseable resource) {
        try {
            resource.close();
            return null;
        } catch (RuntimeException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DalInterruptedException("Interrupted while closing " + resource + ".", e);
        } catch (Exception e) {
            return new DalException("Closing " + resource + " failed: " + e.getMessage(), e);
        }
    }
}
