package dev.dal.store.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looking before sleeping: when it is done, and when it is given up. */
@Timeout(30)
class SpinningTest {

    private final String before = System.getProperty(Spinning.PROPERTY, "");
    private final AtomicInteger looks = new AtomicInteger();

    @AfterEach
    void restore() {
        System.setProperty(Spinning.PROPERTY, before);
    }

    private Spinning spinning(String wish) {
        System.setProperty(Spinning.PROPERTY, wish);
        return new Spinning();
    }

    private int look(Spinning spinning, int found) {
        return spinning.look(
                () -> {
                    looks.incrementAndGet();
                    return found;
                },
                Deadline.NEVER);
    }

    @Test
    void whatIsThereIsFoundAtTheFirstLook() {
        assertThat(look(spinning("on"), 3)).isEqualTo(3);
        assertThat(looks).hasValue(1);
    }

    @Test
    void nobodyLooksWhereItIsSwitchedOff() {
        Spinning off = spinning("off");
        off.slept(1);
        assertThat(look(off, 3)).isZero();
        assertThat(looks).hasValue(0);
    }

    @Test
    void aDeadlineThatHasPassedAllowsOneLook() {
        int found = spinning("on")
                .look(
                        () -> {
                            looks.incrementAndGet();
                            return 0;
                        },
                        System.nanoTime());
        assertThat(found).isZero();
        assertThat(looks).hasValue(1);
    }

    @Test
    void looksThatFindNothingEndAndShortSleepsBeginThemAgain() {
        Spinning spinning = spinning("on");
        for (int i = 0; i < 100; i++) {
            assertThat(look(spinning, 0)).isZero();
        }
        looks.set(0);
        look(spinning, 0);
        assertThat(looks).as("looks after a hundred in vain").hasValue(0);
        spinning.slept(TimeUnit.SECONDS.toNanos(1));
        look(spinning, 0);
        assertThat(looks).as("looks after a long sleep").hasValue(0);
        spinning.slept(1);
        look(spinning, 0);
        assertThat(looks.get()).as("looks after a short sleep").isPositive();
    }
}
