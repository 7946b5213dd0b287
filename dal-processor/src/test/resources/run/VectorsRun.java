package demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.call.Broadcast;
import dev.dal.call.GeneratedProcessor;
import dev.dal.call.PendingPolicy;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.processor.Scenario;
import dev.dal.tensor.DoubleTensor;
import demo.VectorsCaller.ScaleCall;

/** What the page about generated code shows. */
public final class VectorsRun extends Scenario<VectorsCaller> {

    @Override
    protected VectorsCaller inProcess() {
        return VectorsCaller.inProcess(new Implementation());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return VectorsProcessor.register(connection, new Implementation());
    }

    @Override
    protected VectorsCaller find(Store store) {
        return VectorsCaller.find(store);
    }

    @Override
    protected void check(VectorsCaller vectors) {
        DoubleTensor xs = DoubleTensor.of(3, 4);
        double length;
        try (var scaled = vectors.scale(2, xs, 1.0)) {                 // returns at once
            length = vectors.norm(scaled.ys()).get();                  // chained in the store
            assertThat(scaled.ys().get().toArray()).containsExactly(7, 9);
            assertThat(scaled.squares().get().toArray()).containsExactly(49, 81);
        }
        assertThat(length).isEqualTo(Math.hypot(7, 9));
        ScaleCall call = ScaleCall.builder().factor(2).xs(xs).withoutSquares().build();
        try (var scaled = vectors.scale(call)) {
            length = vectors.norm(scaled.ys()).get();
            assertLeftOut(scaled.squares(), "squares");
        }
        assertThat(length).isEqualTo(10);
        try (Broadcast<VectorsCaller.NormResult> all = vectors.broadcast().norm(xs);
                Broadcast<VectorsCaller.ScaleResult> scaled = vectors.broadcast()
                        .maxPending(10, PendingPolicy.FAIL)
                        .scale(call)) {
            assertThat(all).hasSize(1);
            assertThat(all.get(0).get()).isEqualTo(5);
            assertThat(scaled.get(0).ys().get().toArray()).containsExactly(6, 8);
        }
    }

    private static final class Implementation implements Vectors {

        @Override
        public void scale(double factor, DoubleTensor xs, Double offset, DoubleTensor ys, DoubleTensor squares) {
            for (long i = 0; i < xs.shape().length(0); i++) {
                ys.set(i, factor * xs.get(i) + (offset == null ? 0 : offset));
                if (squares != null) {
                    squares.set(i, ys.get(i) * ys.get(i));
                }
            }
        }

        @Override
        public double norm(DoubleTensor xs) {
            double sum = 0;
            for (double x : xs.toArray()) {
                sum += x * x;
            }
            return Math.sqrt(sum);
        }
    }
}
