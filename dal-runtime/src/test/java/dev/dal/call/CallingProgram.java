package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A caller in a process of its own: leaves calls of every state behind and waits to be killed. */
final class CallingProgram {

    private CallingProgram() {}

    public static void main(String[] args) throws InterruptedException {
        try (Connection connection = Connection.open(Path.of(args[0]));
                Store store = Store.open(connection, "doomed");
                AdderCaller adder = AdderCaller.find(store);
                TensorRef<LongTensor> input = store.put(LongTensor.range(0, 1000));
                AdderCaller.LongResult done = adder.simpleFn(1, input)) {
            done.get(Duration.ofSeconds(10));
            try (var unsealed = store.newTensor(LongTensor.TYPE, Shape.of(10));
                    var running = adder.await_();
                    var queued = adder.simpleFn(2, input)) {
                System.out.println(
                        "calling from " + ObjectIds.prefixHex(store.namespace().prefix()));
                TimeUnit.MINUTES.sleep(5);
                System.out.println(unsealed + " " + running + " " + queued);
            }
        }
    }
}
