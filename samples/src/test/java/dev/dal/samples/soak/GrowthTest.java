package dev.dal.samples.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final long MIB = 1 << 20;

    private static List<ResourceSample> samples(LongFunction<ResourceSample> each) {
        return LongStream.range(0, 40).mapToObj(each).toList();
    }

    @Test
    void whatStaysOrVariesIsFlat() {
        List<ResourceSample> varying =
                samples(i -> new ResourceSample(20 * MIB + i % 3 * MIB, 200 * MIB, 10 * MIB, 20 + i % 5, 30 - i % 2));
        assertThat(new Growth("store", varying).found()).isEmpty();
    }

    @Test
    void whatGrowsInTheWarmUpAloneIsFlat() {
        List<ResourceSample> warming =
                samples(i -> new ResourceSample(Math.min(i, 10) * 10 * MIB, 200 * MIB, 0, 20, 30));
        assertThat(new Growth("store", warming).found()).isEmpty();
    }

    @Test
    void eachFigureThatGrowsIsNamed() {
        List<ResourceSample> growing =
                samples(i -> new ResourceSample((20 + i) * MIB, (200 + i) * MIB, (10 + i) * MIB, 20 + i, 30 + i / 3));
        assertThat(new Growth("caller", growing).found())
                .containsExactly(
                        "caller: 36700160 bytes of heap after collection became 57671680",
                        "caller: 225443840 bytes of anonymous memory became 246415360",
                        "caller: 26214400 bytes of mapped shared memory became 47185920",
                        "caller: 35 descriptors became 55",
                        "caller: 35 threads became 41");
    }

    @Test
    void fewSamplesSayNothing() {
        List<ResourceSample> few =
                samples(i -> new ResourceSample(0, 0, 0, 0, 0)).subList(0, 10);
        assertThatThrownBy(() -> new Growth("store", few).found())
                .hasMessage("Growth shows in at least 9 samples after the warm-up; found 8 of store.");
    }

    @Test
    void samplesTravelAsLines() {
        ResourceSample sample = new ResourceSample(1, 2, 3, 4, 5);
        assertThat(ResourceSample.isIn(sample.line())).isTrue();
        assertThat(ResourceSample.isIn("serving at a1000000")).isFalse();
        assertThat(ResourceSample.parse(sample.line())).isEqualTo(sample);
    }

    @Test
    void aSampleIsOfThisProcess() throws InterruptedException {
        ResourceSample sample = ResourceSample.take();
        assertThat(sample.heapBytes()).isBetween(MIB, Runtime.getRuntime().maxMemory());
        assertThat(sample.nativeBytes()).isGreaterThan(sample.heapBytes() / 2);
        assertThat(sample.threads()).isPositive();
    }
}
