package dev.dal.samples.soak;

import dev.dal.samples.Shutdown;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;

/** The store in a process of its own, until that is told to end: argument is the capacity in bytes. */
final class StoreProgram {

    private StoreProgram() {}

    public static void main(String[] args) throws InterruptedException {
        try (Shutdown shutdown = new Shutdown();
                EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(Long.parseLong(args[0])));
                Sampling sampling = new Sampling()) {
            shutdown.whenAsked(store::close);
            System.out.println("store at " + store.socketPath());
            store.awaitEnd();
        }
    }
}
