package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.call.AdderCaller.LongResult;
import dev.dal.call.AdderCaller.TagResult;
import dev.dal.connection.Connection;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectLostException;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.ProcessorLostException;
import dev.dal.connection.TensorRef;
import dev.dal.tensor.LongTensor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Calls to all processors that fit, and to one of several. */
abstract class BroadcastsContract extends AdderFixture {

    private static final CallerOptions ANY = CallerOptions.defaults();

    /** Another processor of the same functions. */
    private Processor another(AdderService other) {
        Connection connection = kind.connectProcessor(callerSide);
        if (connection != callerSide) {
            open(connection);
        }
        Processor further = open(Processor.serve(connection, ProcessorOptions.defaults(), other));
        further.start();
        open(() -> other.permits.release(1000));
        return further;
    }

    /** How many ids the store has made, this one included. */
    private long idsMade() {
        return Long.parseUnsignedLong(store.namespace().nextId().toString().substring(24), 16);
    }

    private AdderCaller find(CallerOptions options) {
        return open(AdderCaller.find(store, options));
    }

    private boolean sees(int processors) throws InterruptedException {
        return comesTrue(() -> adder.caller().processors().size() == processors);
    }

    @Test
    void everyProcessorIsCalled() throws InterruptedException {
        AdderService second = new AdderService();
        Processor further = another(second);
        assertThat(sees(2)).isTrue();
        try (Broadcast<LongResult> all = adder.broadcast().simpleFn(1, LongTensor.of(1, 2))) {
            all.await(SOON);
            all.await();
            assertThat(all).hasSize(2);
            assertThat(all.processors()).containsExactly(processor.info(), further.info());
            assertThat(all.processors())
                    .isEqualTo(adder.broadcast().broadcaster().processors());
            for (LongResult result : all) {
                assertThat(result.get().toArray()).containsExactly(2, 3);
            }
            assertThat(all.from(further.info())).contains(all.get(1));
            assertThat(all.from(store.namespace().info())).isEmpty();
        }
        assertThat(service.runs).hasValue(1);
        assertThat(second.runs).hasValue(1);
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void inputsArePutOnce() throws InterruptedException {
        another(new AdderService());
        assertThat(sees(2)).isTrue();
        adder.simpleFn(1, LongTensor.of(1)).close(); // takes a group of numbers for the outputs that follow
        long before = idsMade();
        try (Broadcast<LongResult> all = adder.broadcast().simpleFn(1, LongTensor.of(1, 2))) {
            all.await(SOON);
        }
        assertThat(idsMade() - before - 1).as("one input, two calls").isEqualTo(3);
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void nobodyMayBeThere() throws InterruptedException {
        AdderCaller eager = find(ANY.withMinimumProcessors(0).withPatience(MOMENT));
        processor.close();
        assertThat(comesTrue(() -> eager.caller().processors().isEmpty())).isTrue();
        long before = idsMade();
        try (Broadcast<LongResult> none = eager.broadcast().simpleFn(1, LongTensor.of(1))) {
            assertThat(none).isEmpty();
            none.await(Duration.ZERO);
            none.detach(Duration.ZERO);
        }
        assertThat(idsMade() - before - 1).as("nothing was put").isZero();
        assertThatThrownBy(() -> eager.broadcast()
                        .simpleFn(1, adder.simpleFn(1, closed()).zs()))
                .as("arguments are looked at all the same")
                .isInstanceOf(IllegalStateException.class);
        try (AdderCaller late =
                AdderCaller.find(store, ANY.withMinimumProcessors(0).withPatience(MOMENT))) {
            assertThatThrownBy(() -> late.simpleFn(1, LongTensor.of(1)))
                    .as("a plain call needs one")
                    .isInstanceOf(DalTimeoutException.class)
                    .hasMessageStartingWith(
                            "No processor for [simple_fn, fail, wait, forget, sum_pair] within PT0.05S.")
                    .hasMessageContaining("Found no processor at all");
            another(new AdderService());
            assertThat(comesTrue(() -> late.caller().processors().size() == 1)).isTrue();
            try (LongResult result = late.simpleFn(1, LongTensor.of(1))) {
                assertThat(result.get(SOON).get(0)).isEqualTo(2);
            }
        }
    }

    private TensorRef<LongTensor> closed() {
        TensorRef<LongTensor> ref = store.put(LongTensor.of(1));
        ref.close();
        return ref;
    }

    @Test
    void processorsComeAndGo() throws InterruptedException {
        AdderService second = new AdderService();
        Processor further = another(second);
        assertThat(sees(2)).isTrue();
        further.close();
        assertThat(sees(1)).isTrue();
        try (Broadcast<LongResult> all = adder.broadcast().simpleFn(1, LongTensor.of(1))) {
            all.await(SOON);
            assertThat(all.processors()).containsExactly(processor.info());
        }
        another(second);
        assertThat(sees(2)).isTrue();
        try (Broadcast<LongResult> all = adder.broadcast().simpleFn(1, LongTensor.of(1))) {
            all.await(SOON);
            assertThat(all).hasSize(2);
        }
        assertThat(second.runs).hasValue(1);
    }

    @Test
    void aBroadcastWaitsForItsMinimum() throws Exception {
        assertThatThrownBy(() ->
                        AdderCaller.find(store, ANY.withMinimumProcessors(2).withPatience(MOMENT)))
                .isInstanceOf(DalTimeoutException.class)
                .hasMessage("Fewer than 2 processors for [simple_fn, fail, wait, forget, sum_pair] within PT0.05S."
                        + "\n  " + processor.info().label() + ": fits");
        CompletableFuture<AdderCaller> finding =
                CompletableFuture.supplyAsync(() -> AdderCaller.find(store, ANY.withMinimumProcessors(2)));
        Processor further = another(new AdderService());
        try (AdderCaller both = finding.get(10, TimeUnit.SECONDS)) {
            assertThat(both.caller().processors()).containsExactly(processor.info(), further.info());
        }
        assertThatThrownBy(() -> ANY.withMinimumProcessors(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoDoesNotFitIsToldOf() {
        ProbeService stranger = new ProbeService()
                .with(CallSchemas.function("simple_fn", Parameters.value("x", ValueType.INT32)), call -> {});
        Connection connection = kind.connectProcessor(callerSide);
        if (connection != callerSide) {
            open(connection);
        }
        Processor odd = open(Processor.serve(connection, ProcessorOptions.defaults(), stranger));
        DalTimeoutException none = catchThrowableOfType(
                DalTimeoutException.class,
                () -> AdderCaller.find(store, ANY.withMinimumProcessors(2).withMaxAttempts(1)));
        assertThat(none)
                .hasMessageContaining("within PT0.1S.")
                .hasMessageContaining("\n  " + processor.info().label() + ": fits")
                .hasMessageContaining("\n  " + odd.info().label()
                        + ": parameter 'x' of 'simple_fn': expected int64, found int32; parameter 'ys' of 'simple_fn':"
                        + " expected int64[i], found no such parameter;")
                .hasMessageContaining("has no function 'wait'");
    }

    @Test
    void callsGoToTheLowestPrefixOrInTurn() throws InterruptedException {
        AdderService second = new AdderService();
        Processor further = another(second);
        assertThat(sees(2)).isTrue();
        AdderCaller inTurn = find(ANY.withSelection(ProcessorSelection.ROUND_ROBIN));
        for (int i = 0; i < 4; i++) {
            try (LongResult lowest = adder.simpleFn(1, LongTensor.of(1));
                    LongResult next = inTurn.simpleFn(1, LongTensor.of(1))) {
                lowest.await(SOON);
                next.await(SOON);
            }
        }
        assertThat(service.runs).hasValue(6);
        assertThat(second.runs).hasValue(2);
        further.close();
        assertThat(comesTrue(() -> inTurn.caller().processors().size() == 1)).isTrue();
        try (LongResult next = inTurn.simpleFn(1, LongTensor.of(1));
                LongResult afterThat = inTurn.simpleFn(1, LongTensor.of(1))) {
            next.await(SOON);
            afterThat.await(SOON);
        }
        processor.close();
        assertThat(comesTrue(() -> inTurn.caller().processors().isEmpty())).isTrue();
        try (LongResult lost = inTurn.simpleFn(1, LongTensor.of(1))) {
            assertThatThrownBy(() -> lost.await(SOON)).isInstanceOf(ProcessorLostException.class);
        }
    }

    @Test
    void aFailureAtOneIsThatOnes() throws InterruptedException {
        another(new AdderService());
        assertThat(sees(2)).isTrue();
        try (Broadcast<LongResult> all = adder.broadcast().fail("no luck")) {
            assertThatThrownBy(() -> all.await(SOON))
                    .isInstanceOf(ProcessingException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> all.get(1).await(SOON))
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining(all.processors().get(1).label());
        }
    }

    @Test
    void closingCancelsEverywhere() throws InterruptedException {
        AdderService second = new AdderService();
        another(second);
        assertThat(sees(2)).isTrue();
        Broadcast<TagResult> all = adder.broadcast().await_();
        assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(second.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> all.await(MOMENT)).isInstanceOf(DalTimeoutException.class);
        all.close();
        assertThat(comesTrue(() -> service.sawCancellation && second.sawCancellation))
                .isTrue();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void whatIsDetachedRuns() throws InterruptedException {
        Broadcast<TagResult> all = adder.broadcast().await_();
        all.detach(Duration.ofMinutes(1));
        service.permits.release();
        try (LongResult next = adder.simpleFn(1, LongTensor.of(1))) {
            next.await(SOON);
        }
        assertThat(service.sawCancellation).isFalse();
        assertThatThrownBy(() -> all.get(0).done().get(SOON)).isInstanceOf(IllegalStateException.class);
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void whatIsDetachedIsCancelledAtItsDeadline() throws InterruptedException {
        Broadcast<TagResult> all = adder.broadcast().await_();
        assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        all.detach(MOMENT);
        assertThat(comesTrue(() -> service.sawCancellation)).isTrue();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void theOldestIsDropped() throws InterruptedException {
        AdderCaller.ToAll two = adder.broadcast().maxPending(2, PendingPolicy.DROP_OLDEST);
        List<Broadcast<TagResult>> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sent.add(open(two.await_()));
        }
        for (Broadcast<TagResult> dropped : sent.subList(0, 2)) {
            assertThatThrownBy(() -> dropped.await(SOON))
                    .isInstanceOf(ObjectLostException.class)
                    .hasMessage("The call was dropped for the next one: at "
                            + processor.info().label() + " 2 were pending.");
        }
        service.permits.release(4); // one that was dropped may take a permit before it learns of that
        sent.get(2).await(SOON);
        sent.get(3).await(SOON);
    }

    @Test
    void aSlowProcessorDoesNotDisturbTheOthers() throws InterruptedException {
        AdderService second = new AdderService();
        Processor further = another(second);
        assertThat(sees(2)).isTrue();
        try (TagResult busy = adder.await_()) {
            AdderCaller.ToAll one = adder.broadcast().maxPending(1, PendingPolicy.DROP_OLDEST);
            for (int i = 0; i < 5; i++) {
                Broadcast<LongResult> each = open(one.simpleFn(i, LongTensor.of(1)));
                each.from(further.info()).orElseThrow().await(SOON);
            }
            processorSide.updateObjectTable(SOON); // it learns of what was dropped
            service.permits.release();
            busy.await(SOON);
        }
        assertThat(comesTrue(() -> service.runs.get() == 2)).isTrue();
        assertThat(second.runs).hasValue(5);
    }

    @Test
    void tooManyFail() throws InterruptedException {
        AdderService second = new AdderService();
        Processor further = another(second);
        assertThat(sees(2)).isTrue();
        AdderCaller.ToAll one = adder.broadcast().maxPending(1, PendingPolicy.FAIL);
        try (Broadcast<TagResult> first = one.await_()) {
            second.permits.release();
            first.get(1).await(SOON);
            TooManyPendingException full =
                    catchThrowableOfType(TooManyPendingException.class, () -> one.simpleFn(1, LongTensor.of(1)));
            assertThat(full)
                    .hasMessageStartingWith("The broadcast of 'simple_fn' was not made: at "
                            + processor.info().label() + " 1 calls are pending");
            assertThat(full.processorPrefix()).isEqualTo(processor.info().prefix());
            service.permits.release();
            first.await(SOON);
        }
        try (Broadcast<LongResult> next = one.simpleFn(1, LongTensor.of(1))) {
            next.await(SOON);
        }
        assertThat(second.runs).as("nothing was sent to " + further.prefix()).hasValue(2);
        assertThatThrownBy(() -> adder.broadcast().maxPending(0, PendingPolicy.FAIL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found the limit 0");
    }

    @Test
    void aFullWindowBlocks() throws Exception {
        AdderCaller.ToAll one = adder.broadcast().maxPending(1, PendingPolicy.BLOCK);
        try (Broadcast<TagResult> first = one.await_()) {
            CompletableFuture<Broadcast<LongResult>> second =
                    CompletableFuture.supplyAsync(() -> one.simpleFn(1, LongTensor.of(1)));
            assertThatThrownBy(() -> second.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            service.permits.release();
            try (Broadcast<LongResult> made = second.get(10, TimeUnit.SECONDS)) {
                made.await(SOON);
            }
            first.await(SOON);
        }
    }

    @Test
    void aBlockedBroadcastGoesOnWhenTheProcessorGoes() throws Exception {
        AdderCaller eager = find(ANY.withMinimumProcessors(0));
        AdderCaller.ToAll one = eager.broadcast().maxPending(1, PendingPolicy.BLOCK);
        Broadcast<TagResult> first = open(one.await_());
        CompletableFuture<Broadcast<LongResult>> second =
                CompletableFuture.supplyAsync(() -> one.simpleFn(1, LongTensor.of(1)));
        processor.stop(Duration.ZERO);
        try (Broadcast<LongResult> made = second.get(15, TimeUnit.SECONDS)) {
            assertThat(made).as("unless it was sent just before").hasSizeLessThanOrEqualTo(1);
        }
        assertThatThrownBy(() -> first.await(SOON)).isInstanceOf(ProcessingException.class);
    }

    @Test
    void whatIsTooWideIsRefusedForAll() throws InterruptedException {
        another(new AdderService());
        assertThat(sees(2)).isTrue();
        assertThatThrownBy(() -> adder.broadcast()
                        .broadcaster()
                        .call(
                                AdderService.SUM_PAIR_INDEX,
                                "",
                                (nothing, row) -> {
                                    row.setTensor(0, LongTensor.of(1));
                                    row.setTensor(1, LongTensor.of(1, 2));
                                },
                                call -> new LongResult(call, 2),
                                (type, message) -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("i is 1 in as(i=1) but 2 in bs(i=2)");
        assertThat(service.runs).hasValue(0);
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void deadlinesTravelToAll() throws InterruptedException {
        another(new AdderService());
        assertThat(sees(2)).isTrue();
        try (Broadcast<LongResult> past = adder.with(Duration.ZERO).broadcast().simpleFn(1, LongTensor.of(1))) {
            for (LongResult result : past) {
                assertThatThrownBy(() -> result.await(SOON))
                        .isInstanceOf(ProcessingException.class)
                        .hasMessageContaining("DeadlineExceeded");
            }
            assertThat(past).hasSize(2);
        }
    }

    @Test
    void facesWithDeadlinesAreClosedWithTheCaller() throws InterruptedException {
        AdderCaller parent = AdderCaller.find(store);
        AdderCaller face = parent.with(Duration.ofMinutes(1));
        TagResult blocked = face.await_();
        assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        AdderCaller other = parent.with(Duration.ofMinutes(1));
        LongResult ofOther = other.simpleFn(1, LongTensor.of(1));
        other.close();
        assertThat(ofOther.zs().isClosed()).isTrue();
        assertThat(blocked.done().isClosed()).isFalse();
        parent.close();
        assertThat(blocked.done().isClosed()).isTrue();
        assertThatThrownBy(() -> face.await_())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This caller is closed.");
        assertThat(comesTrue(() -> service.sawCancellation)).isTrue();
    }

    @Test
    void aTalkativeCallerSaysWhoFits() throws InterruptedException {
        try (Stderr said = new Stderr()) {
            AdderCaller talkative = find(ANY.withVerbose(true));
            try (LongResult result = talkative.simpleFn(1, LongTensor.of(1))) {
                result.await(SOON);
            }
            NamespaceInfo gone = processor.info();
            processor.close();
            assertThat(comesTrue(() -> said.text().contains(gone.label() + " has gone.")))
                    .isTrue();
            assertThat(said.text())
                    .contains("Processor " + gone.label() + " fits.")
                    .contains("Calls go to processor " + gone.label() + ".");
        }
    }
}
