package user;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.dal.call.CallSchemas;
import dev.dal.tensor.DoubleTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VectorsTest {

    @Test
    void calls() {
        try (VectorsCaller vectors = VectorsCaller.inProcess(new Implementation());
                var scaled = vectors.scale(2, DoubleTensor.of(1, 2, 3))) {
            assertArrayEquals(new double[] {2, 4, 6}, scaled.get().toArray());
            assertEquals(12, vectors.sum(scaled.ys(), null).get());
            assertEquals(10, vectors.sum(scaled.ys(), 4.0).get());
        }
    }

    @Test
    void contractIsOnTheClassPath() throws IOException {
        try (InputStream contract = Vectors.class.getResourceAsStream("/META-INF/dal/user.Vectors.json")) {
            assertNotNull(contract);
            assertEquals(
                    VectorsSchemas.ALL,
                    CallSchemas.fromJson(new String(contract.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    private static final class Implementation implements Vectors {

        @Override
        public void scale(double factor, DoubleTensor xs, DoubleTensor ys) {
            for (long i = 0; i < xs.shape().length(0); i++) {
                ys.set(i, factor * xs.get(i));
            }
        }

        @Override
        public double sum(DoubleTensor xs, Double limit) {
            double sum = 0;
            for (double x : xs.toArray()) {
                sum += limit == null || x >= limit ? x : 0;
            }
            return sum;
        }
    }
}
