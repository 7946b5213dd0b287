package dev.dal.samples.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.Broadcast;
import dev.dal.call.CallResult;
import dev.dal.call.Caller;
import dev.dal.call.CallerOptions;
import dev.dal.call.InFlight;
import dev.dal.call.PendingPolicy;
import dev.dal.call.ProcessorSelection;
import dev.dal.call.Results;
import dev.dal.connection.Connection;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Draft;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.Ref;
import dev.dal.connection.Scope;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.samples.calls.MathsCaller.NormResult;
import dev.dal.samples.calls.MathsCaller.PauseResult;
import dev.dal.samples.calls.MathsCaller.SimpleFnCall;
import dev.dal.samples.calls.MathsCaller.SimpleFnResult;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The guide of calls, run: each block of code of docs/guide/calls.md stands here word for word. */
@Timeout(60)
class CallsGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "calls.md");
    private static final Path HERE = Path.of("src", "test", "java", "dev", "dal", "samples", "calls");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private EmbeddedStore launched;
    private Path socket;
    private Connection connection;
    private Connection serving;
    private MathsProcessor processor;
    private Store store;
    private MathsCaller maths;

    @BeforeEach
    void serve() {
        launched = EmbeddedStore.launch(StoreOptions.ofCapacity(10_000_000));
        socket = launched.socketPath();
        serving = Connection.open(socket);
        processor = MathsProcessor.register(serving, new MyMaths());
        processor.start();
        connection = Connection.open(launched);
        store = Store.open(connection, "guide");
        maths = MathsCaller.find(store);
    }

    @AfterEach
    void end() {
        maths.close();
        store.close();
        connection.close();
        processor.close();
        serving.close();
        launched.close();
    }

    private static final class MyMaths implements Maths {

        @Override
        public void simpleFn(long x, LongTensor ys, LongTensor zs) {
            for (long i = 0; i < ys.shape().length(0); i++) {
                zs.set(i, x + ys.get(i));
            }
        }

        @Override
        public double norm(DoubleTensor xs) {
            double sum = 0;
            for (long i = 0; i < xs.shape().length(0); i++) {
                sum += xs.get(i) * xs.get(i);
            }
            return Math.sqrt(sum);
        }

        @Override
        public void pause(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
    }

    @Test
    void callsAndChains() {
        try (Connection connection = Connection.open(socket);
                Store store = Store.open(connection, "guide");
                MathsCaller maths = MathsCaller.find(store)) {
            TensorRef<LongTensor> ys = store.put(LongTensor.range(0, 100)); // one copy, ever
            try (var first = maths.simpleFn(1, ys); // returns at once
                    var second = maths.simpleFn(2, first.zs())) { // chained in the store; nobody waits
                LongTensor zs = second.zs().get(Duration.ofSeconds(5)); // a view of shared memory
                assertThat(zs.get(99)).isEqualTo(102);
            }
            double norm = maths.norm(DoubleTensor.of(3, 4)).get(); // a scalar is copied, and its result closed
            assertThat(norm).isEqualTo(5);
        }
    }

    @Test
    void references() throws Exception {
        TensorRef<LongTensor> ys = store.put(LongTensor.of(1, 2, 3));
        SimpleFnResult result = maths.simpleFn(10, ys);
        ys.close(); // the call keeps what it needs
        Optional<LongTensor> perhaps = result.zs().poll(); // nothing, if it is not there yet
        result.zs().toCompletableFuture().thenAccept(view -> System.out.println(view.get(0)));
        LongTensor zs = result.zs().get(); // waits for the connection's default timeout, 60 s
        assertThat(zs.toArray()).containsExactly(11, 12, 13);
        TensorRef<LongTensor> kept = result.zs().retain();
        result.close(); // ends the view zs, and cancels the call if it had not run
        assertThatThrownBy(() -> zs.get(0)).isInstanceOf(IllegalStateException.class);
        assertThat(kept.get().get(0)).isEqualTo(11);
        kept.close(); // now the object goes

        assertThat(perhaps.isPresent()).isIn(true, false);
    }

    @Test
    void drafts() {
        try (Draft<DoubleTensor> draft = store.newTensor(DoubleTensor.TYPE, Shape.of(1000))) {
            for (long i = 0; i < 1000; i++) {
                draft.tensor().set(i, 1); // written where it will be read
            }
            double norm = maths.norm(draft.seal()).get();
            assertThat(norm).isEqualTo(Math.sqrt(1000));
        }
    }

    @Test
    void severalAtOnce() {
        try (var first = maths.simpleFn(1, LongTensor.of(1));
                var second = maths.norm(DoubleTensor.of(3, 4))) {
            Ref.awaitAll(List.of(first.zs(), second.result()), Duration.ofSeconds(5));
            Ref earliest = Ref.awaitAny(List.of(first.zs(), second.result()));
            assertThat(earliest.isReady()).isTrue();
        }
    }

    @Test
    void batches() {
        TensorRef<LongTensor> ys = store.put(LongTensor.of(100));
        List<SimpleFnCall> calls = List.of(SimpleFnCall.of(1, ys), SimpleFnCall.of(2, ys));
        try (Results<SimpleFnResult> results = maths.simpleFnBatch(calls)) { // one object in the store, two calls
            results.await(Duration.ofSeconds(5));
            assertThat(results.get(1).get().get(0)).isEqualTo(102);
        }
    }

    @Test
    void windows() {
        TensorRef<LongTensor> ys = store.put(LongTensor.of(0));
        AtomicLong sum = new AtomicLong();
        try (InFlight<SimpleFnResult> window =
                InFlight.of(100, result -> sum.addAndGet(result.get().get(0)))) {
            for (long x = 0; x < 1000; x++) {
                long each = x;
                window.submit(() -> maths.simpleFn(each, ys)); // waits for the oldest when 100 are under way
            }
            window.drain();
        }
        assertThat(sum.get()).isEqualTo(499_500);
    }

    @Test
    void broadcasts() {
        try (Broadcast<NormResult> all = maths.broadcast().norm(DoubleTensor.of(3, 4))) { // the input is put once
            all.await(Duration.ofSeconds(5));
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).get()).as(all.processors().get(i).label()).isEqualTo(5);
            }
        }
        MathsCaller.ToAll latest = maths.broadcast().maxPending(2, PendingPolicy.DROP_OLDEST);
        for (int i = 0; i < 10; i++) {
            latest.pause(1).detach(Duration.ofSeconds(5)); // nobody waits; what is slow is dropped for what is new
        }
    }

    @Test
    void withoutProcessors() {
        CallerOptions any = CallerOptions.defaults().withMinimumProcessors(0).withProcessorPrefix("ff");
        try (MathsCaller monitored = MathsCaller.find(store, any);
                Broadcast<PauseResult> none = monitored.broadcast().pause(0)) {
            assertThat(none).isEmpty(); // and nothing was put into the store
        }
    }

    @Test
    void scopes() {
        try (Scope scope = store.scope()) {
            TensorRef<LongTensor> ys = scope.add(store.put(LongTensor.of(1)));
            SimpleFnResult first = scope.add(maths.simpleFn(1, ys));
            SimpleFnResult second = scope.add(maths.simpleFn(2, first.zs()));
            assertThat(second.get().get(0)).isEqualTo(4);
        } // closes second, first and ys, and would have cancelled what had not run
    }

    @Test
    void timeouts() {
        try (TensorRef<LongTensor> ys = store.newTensorRef(LongTensor.TYPE, "i");
                SimpleFnResult result = maths.simpleFn(1, ys)) { // runs when its input is there
            assertThatThrownBy(() -> result.get(Duration.ofMillis(10))) // the wait ends, the call does not
                    .isInstanceOf(DalTimeoutException.class)
                    .hasMessageContaining("output 'zs' of 'simple_fn' at MyMaths@");
            ys.put(LongTensor.of(1));
            assertThat(result.get(Duration.ofSeconds(5)).get(0)).isEqualTo(2);
        }
        try (PauseResult late = maths.with(Duration.ZERO).pause(0)) { // a deadline that travels with the call
            assertThatThrownBy(() -> late.await(Duration.ofSeconds(5)))
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("DeadlineExceeded");
        }
    }

    @Test
    void failures() {
        try (PauseResult failing = maths.pause(-1)) {
            assertThatThrownBy(failing::await)
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("Failed: java.lang.IllegalArgumentException")
                    .hasStackTraceContaining("MyMaths.pause"); // where it happened, in the other process
        }
    }

    @Test
    void choice() {
        CallerOptions inTurn = CallerOptions.defaults()
                .withPatience(
                        Duration.ofSeconds(2)) // to find a processor; else the error says of each why it does not fit
                .withProcessorPrefix("00") // among those whose prefix begins so
                .withSelection(ProcessorSelection.ROUND_ROBIN); // else calls go to the lowest prefix
        try (MathsCaller spread = MathsCaller.find(store, inTurn)) {
            assertThat(spread.norm(DoubleTensor.of(3, 4)).get()).isEqualTo(5);
        }
    }

    @Test
    void untyped() {
        List<Schema> schemas = MathsSchemas.ALL; // or CallSchemas.fromJson(…), or what a processor declares
        try (Caller caller = Caller.open(store, schemas, CallerOptions.defaults());
                CallResult first = caller.call("simple_fn", 1, LongTensor.of(1, 2));
                CallResult second = caller.call("simple_fn", Map.of("x", 2, "ys", first.output("zs")))) {
            LongTensor zs = second.output("zs", LongTensor.TYPE).get();
            assertThat(zs.toArray()).containsExactly(4, 5);
            assertThatThrownBy(() -> caller.call("simple_fn", 1.0, zs))
                    .hasMessageContaining("'x' is declared as int64; found the Double 1.0");
        }
    }

    @Test
    void untypedOutputs() {
        try (Caller caller = Caller.open(store, MathsSchemas.ALL, CallerOptions.defaults());
                TensorRef<LongTensor> zs = store.newTensorRef(LongTensor.TYPE, "i");
                CallResult later = caller.call("simple_fn", 2, zs); // made before its input is
                CallResult result = caller.call("simple_fn", Map.of("x", 1, "ys", LongTensor.of(1), "zs", zs));
                Results<CallResult> batch = caller.batchCall("norm", List.of(Map.of("xs", DoubleTensor.of(3, 4))));
                Broadcast<CallResult> all = caller.broadcast().call("norm", DoubleTensor.of(3, 4))) {
            assertThat(zs.get().get(0)).isEqualTo(2); // the output of result
            assertThat(later.output("zs", LongTensor.TYPE).get().get(0)).isEqualTo(4);
            batch.await();
            all.await();
            assertThat(result.isReady()).isTrue();
        }
    }

    @Test
    void theGuideShowsWhatIsRunHere() throws IOException {
        String here = withoutIndentation(
                Files.readString(HERE.resolve("Maths.java")) + Files.readString(HERE.resolve("CallsGuideTest.java")));
        List<String> blocks = BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map(block -> withoutIndentation(block.group(1)))
                .toList();
        assertThat(blocks)
                .hasSizeGreaterThan(10)
                .allSatisfy(block -> assertThat(here).contains(block));
    }

    private static String withoutIndentation(String code) {
        return code.replaceAll("(?m)^ +", "");
    }
}
