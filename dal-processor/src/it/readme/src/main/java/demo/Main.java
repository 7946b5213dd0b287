package demo;

import dev.dal.connection.*;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.tensor.*;

public class Main implements Maths {
    public void add(long x, LongTensor ys, LongTensor zs) {
        for (long i = 0; i < ys.shape().length(0); i++) zs.set(i, x + ys.get(i));
    }

    public double norm(DoubleTensor xs) {
        double sum = 0;
        for (long i = 0; i < xs.shape().length(0); i++) sum += xs.get(i) * xs.get(i);
        return Math.sqrt(sum);
    }

    public static void main(String[] args) {
        try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(100_000_000));
                Connection connection = Connection.open(embedded);
                MathsProcessor processor = MathsProcessor.register(connection, new Main())) {
            processor.start();
            try (Store store = Store.open(connection, "demo"); MathsCaller maths = MathsCaller.find(store)) {
                TensorRef<LongTensor> ys = store.put(LongTensor.range(0, 100));
                try (var first = maths.add(1, ys); var second = maths.add(2, first.zs())) {
                    System.out.println(second.get().get(99));
                }
                System.out.println(maths.norm(DoubleTensor.of(3, 4)).get());
            }
        }
    }
}
