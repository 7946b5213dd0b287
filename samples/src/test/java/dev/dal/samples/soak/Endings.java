package dev.dal.samples.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.call.CallResult;
import dev.dal.connection.DalException;
import dev.dal.connection.DalInterruptedException;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.ErrorKind;
import dev.dal.connection.ProcessingError;
import dev.dal.connection.ProcessingException;
import dev.dal.samples.soak.WorkCaller.AddResult;
import dev.dal.samples.soak.WorkCaller.NapResult;
import dev.dal.samples.soak.WorkCaller.RefuseResult;
import dev.dal.tensor.LongTensor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls that fail, are cancelled, take too long, or are forgotten. */
final class Endings {

    /** Longer than anybody waits for the outcome. */
    static final long LONG_NAP_MILLIS = 600_000;

    private static final Duration SHORT_WAIT = Duration.ofMillis(20);

    private Endings() {}

    static void failure(Session session) {
        try (RefuseResult result = session.anyone().refuse("not today")) {
            ProcessingError error = failureOf(session, result, ErrorKind.FAILED);
            assertThat(error.type()).isEqualTo(RefusedException.class.getName());
            assertThat(error.message()).contains("not today");
        }
    }

    static void failureInAChain(Session session) {
        WorkCaller caller = session.anyone();
        try (RefuseResult refused = caller.refuse("the first of a chain");
                AddResult next = caller.add(1, refused.never());
                AddResult last = caller.add(1, next.zs())) {
            ProcessingError error = failureOf(session, last, ErrorKind.INPUT_FAILED);
            while (error.cause() != null) {
                error = error.cause();
            }
            if (!error.is(ErrorKind.FAILED)) {
                throw ProcessingException.of(error);
            }
            assertThat(error.message()).contains("the first of a chain");
        }
    }

    static void deadline(Session session) {
        WorkCaller caller = session.anyone();
        try (AddResult tooLate = caller.with(Duration.ofNanos(1)).add(1, LongTensor.of(1));
                AddResult inTime = caller.with(Session.PATIENCE).add(1, LongTensor.of(1))) {
            failureOf(session, tooLate, ErrorKind.DEADLINE_EXCEEDED);
            session.within(Session.PATIENCE, () -> inTime.await(Session.PATIENCE));
            assertThat(inTime.get().toArray()).containsExactly(2);
        }
    }

    /** The failure of a call; thrown, if it is of another kind than the call must end with. */
    private static ProcessingError failureOf(Session session, CallResult result, ErrorKind expected) {
        ProcessingException failure = catchThrowableOfType(
                ProcessingException.class,
                () -> session.within(Session.PATIENCE, () -> result.await(Session.PATIENCE)));
        assertThat(failure).as("the failure of " + result).isNotNull();
        if (!failure.error().is(expected)) {
            throw failure;
        }
        return failure.error();
    }

    static void cancelRunning(Session session) {
        WorkCaller caller = session.anyone();
        caller.nap(LONG_NAP_MILLIS).close();
        comesToOthers(session, caller);
    }

    static void cancelWaiting(Session session) {
        WorkCaller caller = session.anyone();
        NapResult running = caller.nap(LONG_NAP_MILLIS);
        NapResult waiting = caller.nap(LONG_NAP_MILLIS);
        waiting.close();
        running.close();
        comesToOthers(session, caller);
    }

    static void timeout(Session session) {
        WorkCaller caller = session.anyone();
        try (NapResult result = caller.nap(LONG_NAP_MILLIS)) {
            DalException ended = catchThrowableOfType(
                    DalException.class, () -> session.within(SHORT_WAIT, () -> result.await(SHORT_WAIT)));
            if (ended instanceof ProcessingException lost) {
                throw lost;
            }
            assertThat(ended).isInstanceOf(DalTimeoutException.class);
        }
        comesToOthers(session, caller);
    }

    static void interrupt(Session session) {
        WorkCaller caller = session.anyone();
        Thread waiting = Thread.currentThread();
        try (NapResult result = caller.nap(LONG_NAP_MILLIS)) {
            CompletableFuture<Void> interrupt = CompletableFuture.runAsync(
                    waiting::interrupt,
                    CompletableFuture.delayedExecutor(SHORT_WAIT.toMillis(), TimeUnit.MILLISECONDS));
            DalException ended = catchThrowableOfType(
                    DalException.class, () -> session.within(Session.PATIENCE, () -> result.await(Session.PATIENCE)));
            boolean interrupted = Thread.interrupted();
            interrupt.join();
            if (ended instanceof ProcessingException lost) {
                Thread.interrupted();
                throw lost;
            }
            assertThat(ended).isInstanceOf(DalInterruptedException.class);
            assertThat(interrupted).as("the flag is set again").isTrue();
        }
        comesToOthers(session, caller);
    }

    /** A processor that runs one call at a time has let go of one that would have taken very long. */
    static void comesToOthers(Session session, WorkCaller caller) {
        try (AddResult next = caller.add(1, LongTensor.of(1))) {
            session.within(Session.PATIENCE, () -> next.await(Session.PATIENCE));
        }
    }

    /** Nobody closes this result: its output is freed when the garbage collector has found that out. */
    static void drop(Session session) {
        session.anyone().add(1, LongTensor.range(0, 10));
    }
}
