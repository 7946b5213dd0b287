package demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.processor.Scenario;
import dev.dal.tensor.LongTensor;

/** A function keeps a tensor beyond its own end, and the reference that it was given closes. */
public final class ReferencesRun extends Scenario<ReferencesCaller> {

    @Override
    protected ReferencesCaller inProcess() {
        return ReferencesCaller.inProcess(new Keeping());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return ReferencesProcessor.register(connection, new Keeping());
    }

    @Override
    protected ReferencesCaller find(Store store) {
        return ReferencesCaller.find(store);
    }

    @Override
    protected void check(ReferencesCaller caller) {
        try (var result = caller.keep(LongTensor.of(1, 2, 39))) {
            result.await();
        }
        assertThat(caller.kept().get()).isEqualTo(42);
        try (var first = caller.choose(true, LongTensor.of(1, 2), LongTensor.of(3, 4));
                var second = caller.choose(false, first.chosen(), LongTensor.of(5, 6))) {
            assertThat(first.get().toArray()).containsExactly(1, 2);
            assertThat(second.get().toArray()).containsExactly(5, 6);
        }
    }

    private static final class Keeping implements References {

        private TensorRef<LongTensor> given;
        private TensorRef<LongTensor> kept;

        @Override
        public void keep(TensorRef<LongTensor> xs) {
            given = xs;
            kept = xs.retain();
        }

        @Override
        public long kept() {
            assertThat(given.isClosed()).isTrue();
            try (TensorRef<LongTensor> xs = kept) {
                long sum = 0;
                for (long x : xs.get().toArray()) {
                    sum += x;
                }
                return sum;
            }
        }

        @Override
        public void choose(
                boolean first, TensorRef<LongTensor> xs, TensorRef<LongTensor> ys, LongTensor chosen) {
            chosen.copyFrom(first ? xs.get() : ys.get());
        }
    }
}
