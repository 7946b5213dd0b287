package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallPaceTest {

    private static final long TEN_MILLIS = TimeUnit.MILLISECONDS.toNanos(10);

    private long now = Long.MAX_VALUE - TEN_MILLIS;
    private final CallPace pace = new CallPace(() -> now);

    private void call(long nanos, boolean answered) {
        Object call = new Object();
        pace.made(call);
        now += nanos;
        pace.done(call, answered);
    }

    @Test
    void aFunctionThatWasNeverCalledIsNotBrisk() {
        assertThat(pace.isBrisk(now)).isFalse();
        pace.made(new Object());
        assertThat(pace.isBrisk(now)).isFalse();
    }

    @Test
    void anAnswerWithinTenMillisecondsIsBrisk() {
        call(TEN_MILLIS, true);
        assertThat(pace.isBrisk(now)).isTrue();
        call(TEN_MILLIS + 1, true);
        assertThat(pace.isBrisk(now)).isFalse();
        call(1, true);
        assertThat(pace.isBrisk(now)).isTrue();
    }

    @Test
    void aCallThatIsNotAnsweredEndsIt() {
        call(1, true);
        call(1, false);
        assertThat(pace.isBrisk(now)).isFalse();
    }

    @Test
    void aCallThatHasBeenUnderWayForLongEndsItBeforeItIsDone() {
        call(1, true);
        Object slow = new Object();
        pace.made(slow);
        now += TEN_MILLIS;
        assertThat(pace.isBrisk(now)).isTrue();
        now += 1;
        assertThat(pace.isBrisk(now)).isFalse();
        call(1, true);
        assertThat(pace.isBrisk(now)).as("another one is done, the slow one is not").isFalse();
        pace.done(slow, true);
        assertThat(pace.isBrisk(now)).isFalse();
        call(1, true);
        assertThat(pace.isBrisk(now)).isTrue();
    }

    @Test
    void anyOfThemCanEndIt() {
        call(1, true);
        Object first = new Object();
        Object second = new Object();
        pace.made(first);
        pace.made(second);
        pace.done(second, false);
        assertThat(pace.isBrisk(now)).isFalse();
        pace.done(first, true);
        assertThat(pace.isBrisk(now)).as("the one that was looked at has been answered").isTrue();
    }
}
