package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.samples.gridder.numerics.Baselines;
import dev.dal.samples.gridder.numerics.Degridder;
import dev.dal.samples.gridder.numerics.Gridder;
import dev.dal.samples.gridder.numerics.GriddingOptions;
import dev.dal.samples.gridder.numerics.ImageGeometry;
import java.util.Random;

/**
 * Grids and degrids random visibilities on one thread. Arguments: number of pixels in each direction, number of
 * visibilities. Task: {@code grid} or {@code degrid}, the accuracy, and {@code true} for w-stacking; the figure is the
 * time of one in milliseconds.
 */
public final class GriddingProgram implements Program {

    private static final double FIELD = Math.toRadians(5);
    private static final double FREQUENCY = 1e9;

    /** How much smaller w is than u and v. */
    private static final double FLATNESS = 20;

    private static final double NANOS_PER_MILLI = 1e6;

    private final ImageGeometry image;
    private final Baselines baselines;
    private final double[] visibilities;
    private final double[] pixels;

    private GriddingProgram(int side, int count) {
        Random random = new Random(1);
        double pixelSize = FIELD / side;
        double[] uvw = random.doubles(3L * count)
                .map(number -> (number - 0.5) / pixelSize * Baselines.SPEED_OF_LIGHT / FREQUENCY)
                .toArray();
        for (int row = 0; row < count; row++) {
            uvw[3 * row + 2] /= FLATNESS;
        }
        this.image = new ImageGeometry(side, side, pixelSize, pixelSize);
        this.baselines = new Baselines(uvw, new double[] {FREQUENCY});
        this.visibilities =
                random.doubles(2L * count).map(number -> number - 0.5).toArray();
        this.pixels =
                random.doubles((long) side * side).map(number -> number - 0.5).toArray();
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> new GriddingProgram(Integer.parseInt(args[0]), Integer.parseInt(args[1])));
    }

    @Override
    public String greeting() {
        return "";
    }

    @Override
    public double run(String task, long millis) {
        String[] words = task.split(" ", -1);
        GriddingOptions options = new GriddingOptions(Double.parseDouble(words[1]), Boolean.parseBoolean(words[2]), 1);
        long start = System.nanoTime();
        int rounds = 0;
        do {
            if (words[0].equals("grid")) {
                Gridder.toImage(baselines, visibilities, null, image, options);
            } else {
                Degridder.toVisibilities(baselines, pixels, null, image, options);
            }
            rounds++;
        } while (System.nanoTime() - start < millis * NANOS_PER_MILLI);
        return (System.nanoTime() - start) / NANOS_PER_MILLI / rounds;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
