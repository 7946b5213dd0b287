package dev.dal.cli;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreException;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store whose life is that of this JVM. Once it listens, SIGTERM and SIGINT end it in good order and the process with
 * code 0, within 5 s whatever happens, as those expect who start {@code plasma_store} (plasma-store.md sections 7.2, 9).
 *
 * <p>The JVM itself would make 128 + the signal's number the exit code. So the shutdown hook halts, and takes itself away
 * where the process is to end with another code.
 */
final class StoreProcess {

    private static final Logger LOG = LoggerFactory.getLogger(StoreProcess.class);

    /** How long closing may take; the rest of 5 s is for the JVM. */
    private static final long CLOSE_MILLIS = 4000;

    private static final int STOPPED_BY_ITSELF = 1;

    private final Thread hook = new Thread(this::end, "shutdown");

    /** Guarded by this; held as well while the store is launched. */
    private @Nullable EmbeddedStore store;

    private StoreProcess() {}

    /**
     * Launches a store and waits for its end.
     *
     * @return the exit code, if the store ends by itself; a signal ends the JVM without return
     * @throws CommandFailure if the store cannot be launched
     * @throws InterruptedException if the thread is interrupted
     */
    static int run(StoreOptions options) throws CommandFailure, InterruptedException {
        StoreProcess process = new StoreProcess();
        Runtime.getRuntime().addShutdownHook(process.hook);
        try {
            process.launch(options).awaitEnd();
        } finally {
            process.removeHook();
        }
        LOG.error("The store has stopped because of a fault of its own; see above");
        return STOPPED_BY_ITSELF;
    }

    private synchronized EmbeddedStore launch(StoreOptions options) throws CommandFailure {
        try {
            EmbeddedStore launched = EmbeddedStore.launch(options);
            store = launched;
            return launched;
        } catch (StoreConnectionException failure) {
            throw new CommandFailure(
                    CommandFailure.ABORTED,
                    "Bind failed for pathname " + options.socketPath() + ": " + failure.getMessage(),
                    failure);
        } catch (StoreException | IllegalArgumentException failure) {
            throw new CommandFailure(CommandFailure.REFUSED, String.valueOf(failure.getMessage()), failure);
        }
    }

    private void removeHook() throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // A signal came first: the hook halts.
            hook.join();
        }
    }

    private void end() {
        LOG.info("Signal received, closing Plasma Server...");
        Thread closing = new Thread(this::close, "closing the store");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(CLOSE_MILLIS);
            if (closing.isAlive()) {
                LOG.warn("The store was not closed within {} ms; the process ends all the same.", CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private synchronized void close() {
        EmbeddedStore launched = store;
        if (launched != null) {
            try {
                launched.close();
            } catch (StoreException failure) {
                LOG.warn("{}", failure.getMessage());
            }
        }
    }
}
