package dev.dal.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PinnedMemoryTest {

    private static final class CountedLifetime extends Lifetime {
        final AtomicInteger pins = new AtomicInteger();

        CountedLifetime() {
            super(null);
        }

        @Override
        public Runnable pin() {
            check();
            pins.incrementAndGet();
            return pins::decrementAndGet;
        }
    }

    @Test
    void itPinsFromTheBeginningToTheEnd() {
        CountedLifetime lifetime = new CountedLifetime();
        Region region = Region.allocate(256).withLifetime(lifetime);
        PinnedMemory memory = region.slice(64, 100).pin();

        assertThat(memory.length()).isEqualTo(100);
        assertThat(memory.address()).isEqualTo(region.address() + 64);
        assertThat(lifetime.pins).hasValue(1);
        lifetime.end();
        memory.close();
        memory.close();
        assertThat(lifetime.pins).hasValue(0);
    }

    @Test
    void closedMemoryIsNotPinned() {
        Region region = Region.allocate(8);
        region.lifetime().end();

        assertThatThrownBy(region::pin).isInstanceOf(IllegalStateException.class);
    }
}
