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

    /** Whether a call may share while another is under way that was made just now. */
    private boolean sharesWithNext() {
        Object other = new Object();
        pace.made(other);
        boolean allows = pace.allowsSharing(now);
        pace.done(other, true);
        return allows;
    }

    @Test
    void callsOfAFunctionThatWasNeverAnsweredDoNotShare() {
        assertThat(pace.allowsSharing(now)).isFalse();
        pace.made(new Object());
        assertThat(pace.allowsSharing(now)).isFalse();
    }

    @Test
    void aCallThatIsAloneDoesNotShare() {
        call(1, true);
        assertThat(pace.allowsSharing(now)).isFalse();
        assertThat(sharesWithNext()).isTrue();
    }

    @Test
    void theyShareAfterAnAnswerWithinTenMilliseconds() {
        call(TEN_MILLIS, true);
        assertThat(sharesWithNext()).isTrue();
        call(TEN_MILLIS + 1, true);
        assertThat(sharesWithNext()).isFalse();
        assertThat(sharesWithNext()).as("that one was fast").isTrue();
    }

    @Test
    void aCallThatIsNotAnsweredEndsIt() {
        call(1, true);
        call(1, false);
        assertThat(sharesWithNext()).isFalse();
    }

    @Test
    void aCallThatHasBeenUnderWayForLongEndsItBeforeItIsDone() {
        call(1, true);
        Object slow = new Object();
        pace.made(slow);
        now += TEN_MILLIS;
        assertThat(pace.allowsSharing(now)).isTrue();
        now += 1;
        assertThat(pace.allowsSharing(now)).isFalse();
        call(1, true);
        assertThat(pace.allowsSharing(now))
                .as("another one is done, the slow one is not")
                .isFalse();
        pace.done(slow, true);
        assertThat(sharesWithNext()).isFalse();
    }

    @Test
    void anyOfThemCanEndIt() {
        call(1, true);
        Object first = new Object();
        Object second = new Object();
        pace.made(first);
        pace.made(second);
        pace.done(second, false);
        assertThat(pace.allowsSharing(now)).isFalse();
        pace.done(first, true);
        assertThat(sharesWithNext())
                .as("the one that was looked at has been answered")
                .isTrue();
    }
}
