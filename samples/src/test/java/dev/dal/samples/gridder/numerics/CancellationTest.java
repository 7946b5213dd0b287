package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Transforms that nobody wants any more end, wherever they are. */
class CancellationTest {

    private static final ImageGeometry IMAGE = new ImageGeometry(32, 24, 0.01, 0.01);
    private static final GriddingOptions OPTIONS = new GriddingOptions(1e-6, true, 1);
    private static final Baselines BASELINES =
            new Baselines(new double[] {10, -20, 30, 40, 50, -600, 5, 5, 2000}, new double[] {1e9, 1.1e9});

    private interface Transformation {
        double[] run(BooleanSupplier cancelled);
    }

    private static void checkEndsWherever(Transformation transformation) {
        AtomicInteger asked = new AtomicInteger();
        double[] whole = transformation.run(() -> asked.incrementAndGet() < 0);
        int all = asked.get();
        assertThat(all)
                .as("often: for each stripe, row and column of each plane")
                .isGreaterThan(100);
        for (int last : new int[] {1, 2, all / 3, all / 2, all - 1, all}) {
            asked.set(0);
            assertThatThrownBy(() -> transformation.run(() -> asked.incrementAndGet() >= last))
                    .isInstanceOf(CancellationException.class);
            assertThat(asked.get()).isEqualTo(last);
        }
        asked.set(0);
        assertThat(transformation.run(() -> asked.incrementAndGet() > all)).isEqualTo(whole);
    }

    @Test
    void griddingEnds() {
        double[] visibilities = new double[12];
        visibilities[3] = 1;
        checkEndsWherever(cancelled -> Gridder.toImage(BASELINES, visibilities, null, IMAGE, OPTIONS, cancelled));
    }

    @Test
    void degriddingEnds() {
        double[] pixels = new double[32 * 24];
        pixels[100] = 1;
        checkEndsWherever(cancelled -> Degridder.toVisibilities(BASELINES, pixels, null, IMAGE, OPTIONS, cancelled));
    }
}
