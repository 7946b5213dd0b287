package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyTaskIsDoneOnce(int threads) {
        try (Workers workers = new Workers(threads, () -> false)) {
            for (int count : new int[] {0, 1, 3, 1000}) {
                AtomicIntegerArray done = new AtomicIntegerArray(count);
                workers.forEach(count, () -> done, AtomicIntegerArray::incrementAndGet);
                for (int i = 0; i < count; i++) {
                    assertThat(done.get(i)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void tasksRunAtTheSameTime() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        try (Workers workers = new Workers(2, () -> false)) {
            workers.forEach(2, () -> both, (latch, i) -> {
                latch.countDown();
                assertThat(await(latch)).isTrue();
            });
        }
        assertThat(both.getCount()).isZero();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void failuresOfHelpersArrive() {
        Thread caller = Thread.currentThread();
        CountDownLatch failed = new CountDownLatch(1);
        try (Workers workers = new Workers(2, () -> false)) {
            assertThatThrownBy(() -> workers.forEach(2, () -> failed, (latch, i) -> {
                        if (Thread.currentThread() == caller) {
                            await(latch);
                        } else {
                            latch.countDown();
                            throw new IllegalArgumentException("no such tile");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("A thread of the gridder failed: java.lang.IllegalArgumentException: no such tile")
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void noTaskBeginsOnceNoneNeedBeDone(int threads) {
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers(threads, () -> done.get() >= 10)) {
            assertThatThrownBy(() -> workers.forEach(1000, () -> done, (count, i) -> count.incrementAndGet()))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("The transform was cancelled: nobody wants its result any more.");
            assertThat(done.get()).isBetween(10, 10 + threads);
        }
    }

    @Test
    void whatIsDoneIsNotCancelledAnyMore() {
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers(1, () -> done.get() >= 10)) {
            workers.forEach(10, () -> done, (count, i) -> count.incrementAndGet());
        }
        assertThat(done.get()).isEqualTo(10);
    }
}
