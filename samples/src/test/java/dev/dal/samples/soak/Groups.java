package dev.dal.samples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.call.CallResult;
import dev.dal.call.InFlight;
import dev.dal.call.Results;
import dev.dal.connection.Ref;
import dev.dal.connection.Scope;
import dev.dal.connection.TensorRef;
import dev.dal.samples.soak.WorkCaller.AddCall;
import dev.dal.samples.soak.WorkCaller.AddResult;
import dev.dal.samples.soak.WorkCaller.NapResult;
import dev.dal.tensor.LongTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Several calls and references at once. */
final class Groups {

    private static final int WINDOW = 10;

    private Groups() {}

    static void window(Session session) {
        WorkCaller caller = session.anyone();
        int calls = 5 * WINDOW;
        AtomicLong next = new AtomicLong();
        try (TensorRef<LongTensor> one = session.store().put(LongTensor.of(1));
                InFlight<AddResult> window = InFlight.of(
                        WINDOW, result -> assertThat(result.get().get(0)).isEqualTo(1 + next.getAndIncrement()))) {
            for (long x = 0; x < calls; x++) {
                long each = x;
                session.within(Session.PATIENCE, () -> window.submit(() -> caller.add(each, one), Session.PATIENCE));
            }
            session.within(Session.PATIENCE, () -> window.drain(Session.PATIENCE));
        }
        assertThat(next).hasValue(calls);
    }

    /** What is in a scope ends with it, whatever became of it. */
    static void scope(Session session) {
        WorkCaller caller = session.anyone();
        try (Scope scope = session.store().scope()) {
            TensorRef<LongTensor> one = scope.add(session.store().put(LongTensor.of(1)));
            AddResult done = scope.add(caller.add(1, one));
            Results<AddResult> batch =
                    scope.add(caller.addBatch(List.of(AddCall.of(2, one), AddCall.of(3, done.zs()))));
            session.within(Session.PATIENCE, () -> batch.await(Session.PATIENCE));
            scope.add(caller.nap(Endings.LONG_NAP_MILLIS));
            scope.add(caller.addBatch(
                    List.of(AddCall.of(4, one), AddCall.of(5, batch.get(1).zs()))));
        }
        Endings.comesToOthers(session, caller);
    }

    static void awaitAll(Session session) {
        List<AddResult> results = new ArrayList<>();
        try {
            for (int x = 0; x < WINDOW; x++) {
                results.add(session.anyone().add(x, LongTensor.of(1)));
            }
            List<Ref> refs = results.stream().<Ref>map(AddResult::zs).toList();
            session.within(Session.PATIENCE, () -> Ref.awaitAll(refs, Session.PATIENCE));
            for (int x = 0; x < WINDOW; x++) {
                assertThat(results.get(x).get().get(0)).isEqualTo(x + 1);
            }
        } finally {
            results.forEach(AddResult::close);
        }
    }

    /** The wait for two outputs ends although one of them does not come. */
    static void awaitAny(Session session) {
        WorkCaller caller = session.anyone();
        try (AddResult soon = caller.add(1, LongTensor.of(1));
                NapResult never = caller.nap(Endings.LONG_NAP_MILLIS)) {
            Ref first = session.within(
                    Session.PATIENCE, () -> Ref.awaitAny(List.<Ref>of(soon.zs(), never.done()), Session.PATIENCE));
            first.await(Session.PATIENCE);
            assertThat(first).isSameAs(soon.zs());
        }
        Endings.comesToOthers(session, caller);
    }

    /** An output that is made before the call, and stays when its result has gone. */
    static void givenOutput(Session session) {
        try (TensorRef<LongTensor> zs = session.store().newTensorRef(LongTensor.TYPE, "i")) {
            CallResult result =
                    session.anyone().caller().call("add", Map.of("x", 1L, "ys", LongTensor.of(1, 2), "zs", zs));
            result.close();
            LongTensor got = session.within(Session.PATIENCE, () -> zs.get(Session.PATIENCE));
            assertThat(got.toArray()).containsExactly(2, 3);
        }
    }

    /** Each call goes to the next of the processors. */
    static void roundRobin(Session session) {
        List<AddResult> results = new ArrayList<>();
        try (TensorRef<LongTensor> zero = session.store().put(LongTensor.of(0))) {
            TensorRef<LongTensor> last = zero;
            for (int i = 0; i < WINDOW; i++) {
                results.add(session.inTurn().add(1, last));
                last = results.get(i).zs();
            }
            TensorRef<LongTensor> end = last;
            LongTensor sum = session.within(Session.PATIENCE, () -> end.get(Session.PATIENCE));
            assertThat(sum.toArray()).containsExactly(WINDOW);
        } finally {
            results.forEach(AddResult::close);
        }
    }
}
