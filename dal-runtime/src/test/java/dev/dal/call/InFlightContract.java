package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.AdderCaller.LongResult;
import dev.dal.call.AdderCaller.TagResult;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.ProcessingException;
import dev.dal.tensor.LongTensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of calls: never more than their limit, in order. */
abstract class InFlightContract extends AdderFixture {

    @Test
    void resultsAreTakenInOrder() throws InterruptedException {
        List<Long> taken = new ArrayList<>();
        try (InFlight<LongResult> window =
                InFlight.of(5, result -> taken.add(result.get().get(0)))) {
            for (long x = 0; x < 50; x++) {
                long each = x;
                window.submit(() -> adder.simpleFn(each, LongTensor.of(0)));
                assertThat(window.size()).isBetween(1, window.limit());
            }
            window.drain();
            assertThat(window.size()).isZero();
            window.drain();
        }
        assertThat(taken).hasSize(50).isSorted().endsWith(49L);
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void noMoreThanTheLimitAreUnderWay() {
        List<TagResult> taken = new ArrayList<>();
        try (InFlight<TagResult> window = InFlight.of(2, taken::add)) {
            window.submit(adder::await_);
            window.submit(adder::await_);
            assertThatThrownBy(() -> window.submit(adder::await_, MOMENT))
                    .isInstanceOf(DalTimeoutException.class)
                    .hasMessage("The oldest of 2 calls in flight was not done after PT0.05S: Result of 'wait'"
                            + " (awaited).");
            assertThat(window.size()).isEqualTo(2);
            assertThatThrownBy(() -> window.drain(Duration.ZERO)).isInstanceOf(DalTimeoutException.class);
            service.permits.release();
            window.submit(adder::await_, SOON);
            assertThat(taken).hasSize(1);
            assertThat(taken.get(0).done().isClosed())
                    .as("closed when it was taken")
                    .isTrue();
            service.permits.release(2);
            window.drain(SOON);
            assertThat(taken).hasSize(3);
        }
    }

    @Test
    void closingCancelsWhatIsLeft() throws InterruptedException {
        List<TagResult> taken = new ArrayList<>();
        InFlight<TagResult> window = InFlight.of(2, taken::add);
        window.submit(adder::await_);
        assertThat(service.waiting.await(10, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        window.close();
        window.close();
        assertThat(comesTrue(() -> service.sawCancellation)).isTrue();
        assertThat(taken).isEmpty();
        assertThatThrownBy(() -> window.submit(adder::await_))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The window of calls is closed.");
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aFailureIsTakenLikeAnyResult() {
        List<String> taken = new ArrayList<>();
        try (InFlight<LongResult> window = InFlight.of(1, result -> {
            taken.add("taken");
            result.await();
        })) {
            window.submit(() -> adder.fail("no luck"));
            assertThatThrownBy(() -> window.submit(() -> adder.simpleFn(1, LongTensor.of(1))))
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("no luck");
            assertThat(window.size()).as("it left, and the next was not made").isZero();
            window.submit(() -> adder.simpleFn(1, LongTensor.of(1)));
            window.drain(SOON);
        }
        assertThat(taken).hasSize(2);
    }

    @Test
    void aCallThatCannotBeMadeIsNotInFlight() {
        try (InFlight<LongResult> window = InFlight.of(1, result -> {})) {
            assertThatThrownBy(() -> window.submit(() -> adder.sumPair(LongTensor.of(1), LongTensor.of(1, 2))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(window.size()).isZero();
        }
        assertThatThrownBy(() -> InFlight.of(0, result -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found the limit 0");
    }
}
