package dev.dal.samples.simple;

import dev.dal.call.Results;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.samples.simple.SimpleCaller.SimpleFnCall;
import dev.dal.samples.simple.SimpleCaller.SimpleFnResult;
import dev.dal.tensor.LongTensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Calls {@link Simple} with a reference, in a chain and in a batch. */
@Command(name = "SimpleClient", description = "Calls simple_fn in three ways.")
public final class SimpleClient implements Callable<Integer> {

    private static final int ELEMENTS = 10;

    @Option(names = "--socket", description = "Path of the store's socket; default: $PLASMA_SOCKET.")
    private @Nullable Path socket;

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SimpleClient()).execute(args));
    }

    @Override
    public Integer call() {
        try (Connection connection = socket == null ? Connection.open() : Connection.open(socket);
                Store store = Store.open(connection, "SimpleClient");
                SimpleCaller simple = SimpleCaller.find(store)) {
            TensorRef<LongTensor> ys = store.put(LongTensor.range(0, ELEMENTS));
            reference(simple, ys);
            chain(simple, ys);
            batch(simple, ys);
            return 0;
        }
    }

    private static void reference(SimpleCaller simple, TensorRef<LongTensor> ys) {
        try (SimpleFnResult result = simple.simpleFn(1, ys)) {
            System.out.println(
                    "1 + ys             = " + Arrays.toString(result.get().toArray()));
        }
    }

    /** The second call is made before the first is done: its input is a reference to an output still to come. */
    private static void chain(SimpleCaller simple, TensorRef<LongTensor> ys) {
        try (SimpleFnResult first = simple.simpleFn(1, ys);
                SimpleFnResult second = simple.simpleFn(10, first.zs())) {
            System.out.println(
                    "10 + (1 + ys)      = " + Arrays.toString(second.get().toArray()));
        }
    }

    private static void batch(SimpleCaller simple, TensorRef<LongTensor> ys) {
        List<SimpleFnCall> calls = List.of(SimpleFnCall.of(100, ys), SimpleFnCall.of(200, ys));
        try (Results<SimpleFnResult> results = simple.simpleFnBatch(calls)) {
            for (SimpleFnResult result : results) {
                System.out.println(
                        "batch: x + ys      = " + Arrays.toString(result.get().toArray()));
            }
        }
    }
}
