package dev.dal.store.server;

import dev.dal.store.ObjectId;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh store per test, with clients that are closed before it. */
final class StoreFixture implements BeforeEachCallback, AfterEachCallback {

    private final StoreOptions options;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private EmbeddedStore store;

    StoreFixture(StoreOptions options) {
        this.options = options;
    }

    static StoreFixture ofCapacity(long capacityBytes) {
        return new StoreFixture(StoreOptions.ofCapacity(capacityBytes));
    }

    static ObjectId id(int number) {
        return ObjectId.of(0x0a0b0c0d00000000L, 0, number);
    }

    EmbeddedStore store() {
        return store;
    }

    RawClient client() {
        return remember(new RawClient(store.socketPath()));
    }

    StoreLink link() {
        return remember(store.openLink());
    }

    <T extends AutoCloseable> T remember(T resource) {
        opened.add(resource);
        return resource;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        store = EmbeddedStore.launch(options);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
        store.close();
    }
}
