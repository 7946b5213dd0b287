package dev.dal.samples.gridder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.samples.gridder.numerics.Degridder;
import dev.dal.samples.gridder.numerics.Gridder;
import dev.dal.samples.gridder.numerics.GriddingOptions;
import dev.dal.samples.gridder.numerics.ImageGeometry;
import dev.dal.testing.PythonEnvironment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same numbers as those of Python's ducc0.wgridder, for the same input. */
@Timeout(700)
class DuccIT {

    private static final double[] EPSILONS = {1e-3, 1e-6, 1e-9, 1e-12};

    /** Reads the input from files of float64 in a directory, and writes the results there. */
    private static final String SCRIPT = """
            import sys, numpy as np
            from ducc0.wgridder import ms2dirty, dirty2ms
            folder = sys.argv[1] + "/"
            nx, ny, rows, chans, stacking = (int(a) for a in sys.argv[2:7])
            dx, dy = (float(a) for a in sys.argv[7:9])
            load = lambda name, *shape: np.fromfile(folder + name).reshape(shape)
            uvw, freq = load("uvw", rows, 3), load("freq", chans)
            vis = load("vis", rows, chans, 2).view(np.complex128).reshape(rows, chans)
            dirty = load("dirty", nx, ny)
            for w, wgt in ("weighted", load("wgt", rows, chans)), ("plain", None):
                for i, epsilon in enumerate(sys.argv[9:]):
                    image = ms2dirty(uvw, freq, vis, wgt, nx, ny, dx, dy, 0, 0, float(epsilon), bool(stacking))
                    image.tofile("%simage-%s-%d" % (folder, w, i))
                    ms = dirty2ms(uvw, freq, dirty, wgt, dx, dy, 0, 0, float(epsilon), bool(stacking))
                    ms.tofile("%sms-%s-%d" % (folder, w, i))
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"64, 64, 5, false", "64, 64, 5, true", "100, 46, 60, true", "32, 80, 0.2, true"})
    void resultsAgreeToTheAccuracyAskedFor(int nx, int ny, double degrees, boolean wStacking) throws IOException {
        PythonEnvironment python = PythonEnvironment.requireWith("ducc0");
        double pixelSize = Math.toRadians(degrees) / nx;
        ImageGeometry image = new ImageGeometry(nx, ny, pixelSize, 0.8 * pixelSize);
        Random random = new Random(nx * 100L + ny);
        Observation observation = Observation.random(200, 3, image, random);
        double[] visibilities = random.doubles(1200).map(x -> x - 0.5).toArray();
        double[] pixels = random.doubles((long) nx * ny).map(x -> x - 0.5).toArray();
        double[] weights = random.doubles(600).toArray();
        write("uvw", observation.uvw());
        write("freq", observation.frequencies());
        write("vis", visibilities);
        write("dirty", pixels);
        write("wgt", weights);
        python.run(SCRIPT, arguments(observation, wStacking));
        for (int i = 0; i < EPSILONS.length; i++) {
            GriddingOptions options = new GriddingOptions(EPSILONS[i], wStacking, 1);
            for (double[] wgt : new double[][] {weights, null}) {
                String suffix = (wgt == null ? "plain-" : "weighted-") + i;
                assertThat(Comparison.l2Error(
                                Gridder.toImage(observation.baselines(), visibilities, wgt, image, options),
                                read("image-" + suffix)))
                        .as("image, %s, epsilon %s", suffix, EPSILONS[i])
                        .isLessThan(EPSILONS[i]);
                assertThat(Comparison.l2Error(
                                Degridder.toVisibilities(observation.baselines(), pixels, wgt, image, options),
                                read("ms-" + suffix)))
                        .as("visibilities, %s, epsilon %s", suffix, EPSILONS[i])
                        .isLessThan(EPSILONS[i]);
            }
        }
    }

    private Object[] arguments(Observation observation, boolean wStacking) {
        ImageGeometry image = observation.image();
        String line = String.join(
                " ",
                directory.toString(),
                image.nx() + " " + image.ny(),
                observation.rowCount() + " " + observation.frequencies().length,
                wStacking ? "1" : "0",
                image.pixelSizeX() + " " + image.pixelSizeY(),
                String.join(
                        " ", Arrays.stream(EPSILONS).mapToObj(Double::toString).toList()));
        return line.split(" ");
    }

    private void write(String name, double[] numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.nativeOrder());
        bytes.asDoubleBuffer().put(numbers);
        Files.write(directory.resolve(name), bytes.array());
    }

    private double[] read(String name) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name))).order(ByteOrder.nativeOrder());
        double[] numbers = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(numbers);
        return numbers;
    }
}
