package dev.dal.connection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The open handles of a store or a caller, which are closed with it. Keeps no reference reachable, so that those which
 * are dropped become garbage. For this library's own packages. Thread-safe.
 */
public final class OpenHandles {

    private @Nullable ObjectHandle first;
    private @Nullable Set<OpenHandles> children;
    private boolean closed;

    /** No handles yet. */
    public OpenHandles() {}

    /**
     * Handles of their own that are closed with these. They are kept reachable by the handles in them alone.
     *
     * @return an empty set of handles; a closed one if this was closed
     */
    public OpenHandles child() {
        OpenHandles child = new OpenHandles();
        synchronized (this) {
            if (children == null) {
                children = Collections.newSetFromMap(new WeakHashMap<>());
            }
            children.add(child);
            child.closed = closed;
        }
        return child;
    }

    /**
     * Adds an open handle, which leaves by itself when it is closed.
     *
     * @param handle in no other such set
     * @return false if this was closed before, and the handle was not added
     */
    public boolean add(ObjectHandle handle) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            ObjectHandle former = first;
            handle.next = former;
            if (former != null) {
                former.previous = handle;
            }
            first = handle;
            handle.group = this;
        }
        if (handle.isClosed()) {
            remove(handle); // by another thread, which may not have seen that it belongs here
        }
        return true;
    }

    synchronized void remove(ObjectHandle handle) {
        ObjectHandle previous = handle.previous;
        ObjectHandle next = handle.next;
        if (previous != null) {
            previous.next = next;
        } else if (first == handle) {
            first = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        handle.previous = null;
        handle.next = null;
    }

    /** Closes all handles, explicitly. None can be added any more. */
    public void close() {
        List<ObjectHandle> open = new ArrayList<>();
        List<OpenHandles> below = new ArrayList<>();
        synchronized (this) {
            closed = true;
            if (children != null) {
                below.addAll(children);
            }
            for (ObjectHandle handle = first; handle != null; handle = handle.next) {
                open.add(handle);
            }
        }
        below.forEach(OpenHandles::close);
        open.forEach(ObjectHandle::close);
    }
}
