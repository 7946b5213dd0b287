package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.call.AdderCaller.LongResult;
import dev.dal.call.AdderCaller.SimpleFnCall;
import dev.dal.connection.ProcessingException;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectDraft;
import dev.dal.store.client.StoreClient;
import dev.dal.tensor.LongTensor;
import dev.dal.testing.ExtensionsOn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Calls whose inputs and outputs lie in slabs (docs/protocol.md section 8.2). */
@ExtensionsOn
abstract class SlabCallsContract extends AdderFixture {

    static final long CAPACITY_BYTES = 32 << 20;
    /** What is held before there are calls, or a bit more. */
    private static final long RESERVE_BYTES = 70 << 10;

    private static final int LENGTH = (64 << 10) / Long.BYTES;

    private static LongTensor tensor(long first, int length) {
        return LongTensor.of(LongStream.range(first, first + length).toArray());
    }

    private static boolean isRange(LongTensor found, long first, int length) {
        boolean equal = found.shape().length(0) == length;
        for (int i = 0; equal && i < length; i++) {
            equal = found.get(i) == first + i;
        }
        return equal;
    }

    @Test
    void tensorsOf64KibGoBothWays() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            try (LongResult result = adder.simpleFn(round, tensor(round, LENGTH))) {
                assertThat(isRange(result.zs().get(), 2L * round, LENGTH)).isTrue();
            }
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void callsAheadOfTheirResultsKeepTheirBytes() throws InterruptedException {
        List<LongResult> results = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            results.add(adder.simpleFn(i, tensor(i, LENGTH + 13 * i)));
        }
        for (int i = 0; i < 60; i++) {
            try (LongResult result = results.get(i)) {
                assertThat(isRange(result.zs().get(), 2L * i, LENGTH + 13 * i)).isTrue();
            }
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void oneResultIsTheInputOfTheNextCall() throws InterruptedException {
        try (LongResult first = adder.simpleFn(1, tensor(0, LENGTH));
                LongResult second = adder.simpleFn(2, first.zs());
                LongResult third = adder.simpleFn(3, second.zs())) {
            assertThat(isRange(third.zs().get(), 6, LENGTH)).isTrue();
            assertThat(isRange(first.zs().get(), 1, LENGTH)).isTrue();
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void rowsOfABatchKeepTheirBytes() throws InterruptedException {
        List<SimpleFnCall> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(new SimpleFnCall(i, tensor(i, LENGTH)));
        }
        try (Results<LongResult> results = adder.simpleFnBatch(calls)) {
            for (int i = 0; i < 20; i++) {
                assertThat(isRange(results.get(i).zs().get(), 2L * i, LENGTH)).isTrue();
            }
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void lengthsOfAllKindsFromSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Boolean>> done = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                int first = 100 * thread;
                done.add(threads.submit(() -> callAll(first)));
            }
            for (Future<Boolean> each : done) {
                assertThat(each.get(50, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(restingObjects()).isEmpty();
    }

    private boolean callAll(int first) {
        boolean equal = true;
        for (int i = 0; i < 100; i++) {
            int length = 1 + i * i * 4;
            try (LongResult result = adder.simpleFn(first, tensor(i, length))) {
                equal &= isRange(result.zs().get(), first + i, length);
            }
        }
        return equal;
    }

    @Test
    void anInputForWhichThereIsNoRoomFailsTheCall() throws InterruptedException {
        try (LongResult result = adder.simpleFn(1, tensor(0, LENGTH))) {
            assertThat(isRange(result.zs().get(), 1, LENGTH)).isTrue();
        }
        assertThat(restingObjects()).isEmpty();
        StoreClient client = callerSide.client();
        try (ObjectDraft most = client.create(ObjectId.random(), CAPACITY_BYTES - RESERVE_BYTES - (40 << 10), 0)) {
            assertThat(most.data().length()).isPositive();
            try (LongResult result = adder.simpleFn(1, tensor(0, LENGTH))) {
                ProcessingException failure = catchThrowableOfType(
                        ProcessingException.class, () -> result.zs().get());
                assertThat(failure.error().kind()).isEqualTo("StoreFull");
                assertThat(failure).hasMessageContaining("There was no room for the ");
            }
        }
        assertThat(restingObjects()).isEmpty();
        try (LongResult result = adder.simpleFn(1, tensor(0, LENGTH))) {
            assertThat(isRange(result.zs().get(), 1, LENGTH)).isTrue();
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void anOutputForWhichThereIsNoRoomFailsTheCall() throws InterruptedException {
        StoreClient client = callerSide.client();
        try (ObjectDraft most = client.create(ObjectId.random(), CAPACITY_BYTES - RESERVE_BYTES - (100 << 10), 0)) {
            assertThat(most.data().length()).isPositive();
            try (LongResult result = adder.simpleFn(1, tensor(0, LENGTH))) {
                ProcessingException failure = catchThrowableOfType(
                        ProcessingException.class, () -> result.zs().get());
                assertThat(failure.error().kind()).isEqualTo("StoreFull");
            }
            assertThat(service.runs.get()).isEqualTo(1);
        }
        assertThat(restingObjects()).isEmpty();
    }
}
