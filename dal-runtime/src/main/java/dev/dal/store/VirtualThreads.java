package dev.dal.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Tells virtual threads, which must not wait in native code, from others; this JDK may not know them yet. */
public final class VirtualThreads {

    private static final @Nullable Method IS_VIRTUAL = find();

    private VirtualThreads() {}

    private static @Nullable Method find() {
        try {
            return Thread.class.getMethod("isVirtual");
        } catch (NoSuchMethodException olderThan21) {
            return null;
        }
    }

    /**
     * Whether a thread is virtual.
     *
     * @param thread any thread
     * @return true if it is; always false before JDK 21
     */
    public static boolean isVirtual(Thread thread) {
        if (IS_VIRTUAL == null) {
            return false;
        }
        try {
            return (Boolean) IS_VIRTUAL.invoke(thread);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Thread.isVirtual cannot be called", e);
        }
    }
}
