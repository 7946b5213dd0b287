package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.connection.Connection;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.ProcessorLostException;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.tensor.LongTensor;
import dev.dal.testing.ExtensionsOn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that follow each other at once, which share call objects on a store with the extension. */
@ExtensionsOn
class CoalescedCallsTest extends AdderFixture {

    private static final Schema ADD = CallSchemas.function(
            "add",
            Parameters.value("x", ValueType.INT64),
            Parameters.nullable(Parameters.value("name", ValueType.UTF8)),
            Parameters.tensorIn("ys", LongTensor.TYPE, "i"),
            Parameters.tensorOut("zs", LongTensor.TYPE, "i"));
    private static final Schema NEGATE = CallSchemas.function(
            "negate", Parameters.value("x", ValueType.INT64), Parameters.tensorOut("z", LongTensor.TYPE));

    /** A row that was run. */
    private record Run(ObjectId call, long x) {}

    private final List<Run> runs = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final Semaphore permits = new Semaphore(0);
    /** Calls of greater numbers wait for a permit. */
    private volatile long firstHeld = Long.MAX_VALUE;

    private Connection probeSide;
    private Processor probe;
    private Caller caller;

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }

    @BeforeEach
    void openCaller() {
        ProbeService service = new ProbeService().with(ADD, this::add).with(NEGATE, this::negate);
        probeSide = open(kind.connectProcessor(callerSide));
        probe = open(Processor.serve(probeSide, ProcessorOptions.defaults(), service));
        probe.start();
        caller = open(Caller.open(store, List.of(ADD, NEGATE), CallerOptions.defaults()));
    }

    private void add(Invocation call) throws InterruptedException {
        long x = call.getLong(0);
        runs.add(new Run(call.callId(), x));
        names.add(call.isNull(1) ? "-" : call.getString(1));
        if (x >= firstHeld) {
            held.countDown();
            if (!permits.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("No permit.");
            }
        }
        LongTensor ys = call.tensor(2, LongTensor.TYPE);
        LongTensor zs = call.output(3, LongTensor.TYPE, ys.shape().length(0));
        for (long i = 0; i < ys.shape().length(0); i++) {
            zs.set(i, x + ys.get(i));
        }
    }

    private void negate(Invocation call) {
        runs.add(new Run(call.callId(), call.getLong(0)));
        call.put(1, LongTensor.TYPE, LongTensor.scalar(-call.getLong(0)));
    }

    private static long valueOf(CallResult result, String output) {
        return ((TensorRef<?>) result.output(output)).get(SOON) instanceof LongTensor tensor ? tensor.toArray()[0] : 0;
    }

    private CallResult callAdd(long x) {
        return caller.call("add", x, x % 3 == 0 ? null : "n" + x, LongTensor.of(100 * x, 1));
    }

    /** Makes calls at once and awaits them; the numbers of the calls that shared an object, for each that did. */
    private List<List<Long>> callAtOnce(long from, int count) {
        runs.clear();
        List<CallResult> results = new ArrayList<>();
        for (long x = from; x < from + count; x++) {
            results.add(callAdd(x));
        }
        for (int i = 0; i < count; i++) {
            try (CallResult result = results.get(i)) {
                assertThat(valueOf(result, "zs")).isEqualTo(101 * (from + i));
            }
        }
        return together();
    }

    private List<List<Long>> together() {
        Map<ObjectId, List<Long>> byObject = new HashMap<>();
        runs.forEach(run ->
                byObject.computeIfAbsent(run.call(), id -> new ArrayList<>()).add(run.x()));
        return byObject.values().stream().filter(calls -> calls.size() > 1).toList();
    }

    /** Calls until calls share objects: until the code is warm enough to answer in time. */
    private List<List<Long>> callUntilShared() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end) {
            List<List<Long>> shared = callAtOnce(1, 50);
            if (!shared.isEmpty()) {
                return shared;
            }
        }
        throw new AssertionError("No two calls have shared an object within 30 s.");
    }

    @Test
    void eachCallHasItsOwnResult() throws InterruptedException {
        for (List<Long> calls : callUntilShared()) {
            assertThat(calls).hasSizeLessThanOrEqualTo(32).isSorted();
        }
        assertThat(runs).extracting(Run::x).as("in their order").isSorted().hasSize(50);
        assertThat(names).startsWith("n1", "n2", "-", "n4");
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void theOrderOfCallsIsKeptAcrossFunctions() throws InterruptedException {
        callUntilShared();
        for (int attempt = 0; attempt < 20; attempt++) {
            runs.clear();
            List<CallResult> results = new ArrayList<>();
            for (long x = 0; x < 40; x++) {
                results.add(x % 5 < 3 ? callAdd(x) : caller.call("negate", x));
            }
            for (int x = 0; x < 40; x++) {
                try (CallResult result = results.get(x)) {
                    assertThat(x % 5 < 3 ? valueOf(result, "zs") : valueOf(result, "z"))
                            .isEqualTo(x % 5 < 3 ? 101 * x : -x);
                }
            }
            assertThat(runs).extracting(Run::x).isSorted().hasSize(40);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aDeadlineIsOfOneCall() {
        callUntilShared();
        Caller timed = caller.with(Duration.ofSeconds(20));
        runs.clear();
        List<CallResult> results = new ArrayList<>();
        for (long x = 0; x < 20; x++) {
            results.add(x % 2 == 0 ? callAdd(x) : timed.call("negate", x));
        }
        results.forEach(CallResult::await);
        assertThat(runs).extracting(Run::x).isSorted();
        assertThat(together()).as("of neighbours, none is of the same function").isEmpty();
        results.forEach(CallResult::close);
    }

    @Test
    void whoWantsThatGetsAnObjectForEachCall() {
        callUntilShared();
        caller.close();
        caller = open(Caller.open(
                store, List.of(ADD, NEGATE), CallerOptions.defaults().withCoalescing(false)));
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(callAtOnce(0, 50)).isEmpty();
        }
    }

    /** Calls while one is held: some may have been sent with it, later ones are not. */
    @Test
    void slowCallsHaveObjectsOfTheirOwnAndAreCancelledAlone() throws InterruptedException {
        callUntilShared();
        firstHeld = 1000;
        runs.clear();
        CallResult slow = callAdd(1000);
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        TimeUnit.MILLISECONDS.sleep(11); // longer than calls may take that share
        List<CallResult> later = new ArrayList<>();
        for (long x = 1001; x < 1011; x++) {
            later.add(callAdd(x));
        }
        assertThat(comesTrue(() -> objectsOfCalls() == 11))
                .as("one object each")
                .isTrue();
        later.subList(0, 9).forEach(CallResult::close);
        assertThat(comesTrue(() -> objectsOfCalls() == 2)).isTrue();
        probeSide.updateObjectTable(SOON); // the processor has been told
        permits.release(2);
        assertThat(valueOf(later.get(9), "zs")).isEqualTo(101 * 1010);
        assertThat(valueOf(slow, "zs")).isEqualTo(101 * 1000);
        assertThat(runs).extracting(Run::x).containsExactly(1000L, 1010L);
        slow.close();
        later.get(9).close();
        assertThat(restingObjects()).isEmpty();
    }

    private long objectsOfCalls() {
        return processorSide.objects().list().stream()
                .filter(info -> info.id().prefix() == probe.info().prefix())
                .filter(info -> ObjectIds.origin(info.id()) == store.namespace().prefix())
                .count();
    }

    @Test
    void callsThatAreClosedAtOnceLeaveNothing() throws InterruptedException {
        callUntilShared();
        for (int attempt = 0; attempt < 20; attempt++) {
            List<CallResult> results = new ArrayList<>();
            for (long x = 0; x < 40; x++) {
                results.add(callAdd(x));
            }
            Collections.shuffle(results);
            CallResult kept = results.remove(0);
            results.forEach(CallResult::close);
            assertThat(valueOf(kept, "zs") % 101).isZero();
            kept.close();
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void callsMayNeedOutputsOfThoseThatTheyShareAnObjectWith() throws InterruptedException {
        callUntilShared();
        for (int attempt = 0; attempt < 20; attempt++) {
            List<CallResult> results = new ArrayList<>(List.of(caller.call("add", 1, null, LongTensor.of(0))));
            for (int i = 1; i < 40; i++) {
                results.add(caller.call("add", 1, null, results.get(i - 1).output("zs")));
            }
            assertThat(valueOf(results.get(39), "zs")).isEqualTo(40);
            results.forEach(CallResult::close);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void longCallsHaveObjectsOfTheirOwn() throws InterruptedException {
        callUntilShared();
        runs.clear();
        String name = "x".repeat(9_000);
        List<CallResult> results = new ArrayList<>();
        for (long x = 0; x < 20; x++) {
            results.add(caller.call("add", x, name, LongTensor.of(1)));
        }
        for (int x = 0; x < 20; x++) {
            assertThat(valueOf(results.get(x), "zs")).isEqualTo(x + 1);
        }
        assertThat(together()).isEmpty();
        assertThat(names).endsWith(name);
        results.forEach(CallResult::close);
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void whoWaitsForAnInputThatNobodyMakesYetWaitsAlone() throws InterruptedException {
        callUntilShared();
        runs.clear();
        try (TensorRef<LongTensor> later = store.newTensorRef(LongTensor.TYPE)) {
            List<CallResult> results = new ArrayList<>(List.of(caller.call("add", 1000, null, later)));
            for (long x = 1; x < 30; x++) {
                results.add(x == 15 ? caller.call("add", 1015, null, later) : callAdd(x));
            }
            for (int x = 1; x < 30; x++) {
                if (x != 15) {
                    assertThat(valueOf(results.get(x), "zs")).isEqualTo(101 * x);
                }
            }
            assertThat(runs).extracting(Run::x).doesNotContain(1000L, 1015L);
            results.remove(15).close();
            results.remove(0).close();
            results.forEach(CallResult::close);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void threadsMayShareACaller() throws Exception {
        callUntilShared();
        runs.clear();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        for (int number = 0; number < 4; number++) {
            long from = 10_000L * number;
            Thread thread = new Thread(() -> {
                for (long at = from; at < from + 2_000; at += 20) {
                    List<CallResult> results = new ArrayList<>();
                    for (long x = at; x < at + 20; x++) {
                        results.add(callAdd(x));
                    }
                    for (int i = 0; i < 20; i++) {
                        assertThat(valueOf(results.get(i), "zs")).isEqualTo(101 * (at + i));
                        results.get(i).close();
                    }
                }
            });
            thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(50));
        }
        assertThat(failures).isEmpty();
        assertThat(runs).hasSize(8_000).doesNotHaveDuplicates();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void inputsOfACallGoWhenItIsDone() throws InterruptedException {
        callUntilShared();
        try (TensorRef<LongTensor> common = store.put(LongTensor.of(7))) {
            for (int attempt = 0; attempt < 20; attempt++) {
                List<CallResult> results = new ArrayList<>();
                for (long x = 0; x < 20; x++) {
                    results.add(caller.call("add", x, null, common));
                }
                for (int x = 0; x < 20; x++) {
                    try (CallResult result = results.get(x)) {
                        assertThat(valueOf(result, "zs")).isEqualTo(7 + x);
                    }
                }
            }
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aProcessorThatEndsFailsAllCallsOfAnObject() throws InterruptedException {
        callUntilShared();
        firstHeld = 2000;
        List<CallResult> results = new ArrayList<>();
        for (long x = 2000; x < 2040; x++) {
            results.add(callAdd(x));
        }
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        probeSide.close();
        for (CallResult result : results) {
            assertThatThrownBy(() -> valueOf(result, "zs")).isInstanceOf(ProcessorLostException.class);
        }
        permits.release(100);
        results.forEach(CallResult::close);
        try (CallResult late = callAdd(1)) {
            assertThatThrownBy(() -> late.await(SOON)).isInstanceOf(ProcessorLostException.class);
        }
        assertThat(restingObjects()).isEmpty();
    }
}
