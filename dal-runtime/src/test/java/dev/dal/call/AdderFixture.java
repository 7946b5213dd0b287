package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.Store;
import dev.dal.store.ObjectInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A processor of {@link AdderService}, a store and a caller, for contracts. */
@Timeout(60)
abstract class AdderFixture {

    static final Duration SOON = Duration.ofSeconds(10);
    static final Duration MOMENT = Duration.ofMillis(50);

    final AdderService service = new AdderService();
    final List<AutoCloseable> opened = new ArrayList<>();
    StoreKind kind;
    Connection callerSide;
    Connection processorSide;
    Processor processor;
    Store store;
    AdderCaller adder;

    abstract StoreKind launch();

    @BeforeEach
    void serve() {
        kind = launch();
        callerSide = kind.connect();
        processorSide = kind.connectProcessor(callerSide);
        processor = Processor.serve(processorSide, ProcessorOptions.defaults(), service);
        processor.start();
        store = Store.open(callerSide, "test");
        adder = AdderCaller.find(store);
    }

    @AfterEach
    void leaveNothing() throws Exception {
        service.permits.release(1000);
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        adder.close();
        store.close();
        processor.close();
        processorSide.close();
        callerSide.close();
        kind.close();
    }

    /** Closes something after the test, the latest first. */
    <T extends AutoCloseable> T open(T resource) {
        opened.add(resource);
        return resource;
    }

    /** Waits until something is so. */
    static boolean comesTrue(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return false;
    }

    /** Objects but for declarations and reserves, once the store has come to rest. */
    List<ObjectInfo> restingObjects() throws InterruptedException {
        List<ObjectInfo> left = new ArrayList<>();
        comesTrue(() -> {
            left.clear();
            callerSide.objects().list().stream()
                    .filter(info -> !ObjectIds.isDeclaration(info.id()))
                    .filter(info -> ObjectIds.origin(info.id()) != info.id().prefix()
                            || info.id().prefix() == store.namespace().prefix())
                    .forEach(left::add);
            return left.isEmpty();
        });
        return left;
    }
}
