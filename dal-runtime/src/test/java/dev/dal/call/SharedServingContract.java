package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.connection.ProcessingError;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreFullException;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The same on a store that has a capacity. */
abstract class SharedServingContract extends ServingContract {

    /** Puts tensors until there is no room for one of a single element. */
    private List<TensorRef<LongTensor>> fill() {
        List<TensorRef<LongTensor>> all = new ArrayList<>();
        for (long length = 1 << 20; length > 0; ) {
            try {
                all.add(caller.store().put(LongTensor.zeros(Shape.of(length))));
            } catch (StoreFullException full) {
                length /= 2;
            }
        }
        return all;
    }

    @Test
    void anErrorHasRoomInAFullStore() throws InterruptedException {
        serve(ProcessorOptions.defaults());
        startProcessor();
        ObjectId output = call(FILL, 1000);
        awaitBegun(1);
        List<TensorRef<LongTensor>> all = fill();
        permits.release(1);
        ProcessingError error = errorOf(output);
        assertThat(error.kind()).isEqualTo("StoreFull");
        all.forEach(TensorRef::close);
        permits.release(1);
        assertThat(errorOf(call(FILL, 1L << 40)).kind()).as("goes on").isEqualTo("StoreFull");
    }

    /** The error in an object, once it is there; null if it does not come in time. */
    private String readError(ObjectId output, long timeoutMillis) {
        try (ObjectBuffer object = callerSide.client().get(output, timeoutMillis)) {
            return object == null ? null : text(object);
        }
    }

    private static String text(ObjectBuffer object) {
        byte[] bytes = object.data().bytes(0, (int) object.data().length());
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Nobody has to want the error: only who waits in the store itself is certain to see it. */
    @Test
    void aFunctionThatGivesUpItsCancelledCallHasBeenCancelled() throws Exception {
        serve(ProcessorOptions.defaults());
        startProcessor();
        String error = null;
        for (int attempt = 0; attempt < 20 && error == null; attempt++) {
            ObjectId output = caller.nextId();
            ObjectId call = write(HELD, 1, output);
            awaitBegun(1);
            CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> readError(output, 1_000));
            caller.letGo(call);
            error = read.get(20, TimeUnit.SECONDS);
        }
        assertThat(error)
                .contains("\"Cancelled\"")
                .contains("\"nobody wants it\"")
                .contains("\"held\"");
    }
}
