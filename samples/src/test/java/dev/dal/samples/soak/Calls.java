package dev.dal.samples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.call.Results;
import dev.dal.connection.Draft;
import dev.dal.connection.TensorRef;
import dev.dal.samples.soak.Work.Reading;
import dev.dal.samples.soak.WorkCaller.AboveResult;
import dev.dal.samples.soak.WorkCaller.AddCall;
import dev.dal.samples.soak.WorkCaller.AddResult;
import dev.dal.samples.soak.WorkCaller.SquaresResult;
import dev.dal.table.Table;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Calls that succeed. */
final class Calls {

    /** Bytes of the large tensors, in elements. */
    private static final long LARGE = 100_000;

    private Calls() {}

    static void call(Session session) {
        long x = session.random().nextLong();
        int length = session.random().nextInt(1000);
        try (AddResult result = session.anyone().add(x, LongTensor.range(0, length))) {
            check(session, result, x, length);
        }
    }

    static void chain(Session session) {
        chain(session, false);
    }

    static void chainAcrossProcessors(Session session) {
        chain(session, true);
    }

    private static void chain(Session session, boolean across) {
        int length = session.random().nextInt(100);
        int calls = 2 + session.random().nextInt(10);
        List<AddResult> results = new ArrayList<>();
        WorkCaller caller = session.anyone();
        try (TensorRef<LongTensor> input = session.store().put(LongTensor.range(0, length))) {
            TensorRef<LongTensor> last = input;
            for (int i = 0; i < calls; i++) {
                results.add((across ? session.anyone() : caller).add(1, last));
                last = results.get(i).zs();
            }
            check(session, results.get(calls - 1), calls, length);
        } finally {
            results.forEach(AddResult::close);
        }
    }

    static void batch(Session session) {
        int rows = 1 + session.random().nextInt(50);
        int length = session.random().nextInt(20);
        try (TensorRef<LongTensor> input = session.store().put(LongTensor.range(0, length));
                Results<AddResult> results = session.anyone()
                        .addBatch(LongStream.range(0, rows)
                                .mapToObj(x -> AddCall.of(x, input))
                                .toList())) {
            for (int row = 0; row < rows; row++) {
                check(session, results.get(row), row, length);
            }
        }
    }

    private static void check(Session session, AddResult result, long x, int length) {
        LongTensor zs = session.within(Session.PATIENCE, () -> result.get(Session.PATIENCE));
        assertThat(zs.toArray())
                .isEqualTo(LongStream.range(0, length).map(y -> x + y).toArray());
    }

    static void largeTensor(Session session) {
        long x = session.random().nextLong();
        try (Draft<LongTensor> draft = session.store().newTensor(LongTensor.TYPE, Shape.of(LARGE))) {
            for (long i = 0; i < LARGE; i++) {
                draft.tensor().set(i, i);
            }
            try (AddResult result = session.anyone().add(x, draft.seal())) {
                LongTensor zs = session.within(Session.PATIENCE, () -> result.get(Session.PATIENCE));
                for (long i = 0; i < LARGE; i++) {
                    if (zs.get(i) != x + i) {
                        throw new AssertionError(
                                "Element " + i + " is " + zs.get(i) + "; expected " + x + " + " + i + ".");
                    }
                }
            }
        }
    }

    static void scalar(Session session) {
        int length = session.random().nextInt(100);
        double[] xs = IntStream.range(0, length).mapToDouble(i -> i).toArray();
        double squares =
                IntStream.range(0, length).mapToDouble(i -> (double) i * i).sum();
        try (SquaresResult result = session.anyone().squares(DoubleTensor.of(xs))) {
            assertThat(session.within(Session.PATIENCE, () -> result.get(Session.PATIENCE)))
                    .isEqualTo(squares);
        }
    }

    static void table(Session session) {
        int rows = session.random().nextInt(50);
        double limit = session.random().nextInt(50);
        Table<Reading> readings = Table.of(
                WorkSchemas.READING,
                IntStream.range(0, rows)
                        .mapToObj(number -> new Reading(number, "station " + number, number))
                        .toList());
        try (AboveResult result = session.anyone().above(readings, limit)) {
            assertThat(session.within(Session.PATIENCE, () -> result.get(Session.PATIENCE))
                            .toArray())
                    .isEqualTo(IntStream.range(0, rows)
                            .filter(number -> number > limit)
                            .toArray());
        }
    }

    static void future(Session session) throws Exception {
        int length = session.random().nextInt(100);
        try (AddResult result = session.anyone().add(1, LongTensor.range(0, length))) {
            LongTensor zs = result.zs().toCompletableFuture().get(Session.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(zs.toArray()).isEqualTo(LongStream.rangeClosed(1, length).toArray());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        } catch (TimeoutException e) {
            throw new AssertionError("A future did not complete.", e);
        }
    }
}
