package dev.dal.samples.gridder;

import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.samples.ChildJvm;
import dev.dal.samples.gridder.numerics.ExplicitTransform;
import dev.dal.samples.gridder.numerics.GriddingOptions;
import dev.dal.samples.gridder.numerics.ImageGeometry;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The gridder end to end: a store in this JVM, the processor in a JVM of its own. Random visibilities are gridded and
 * compared with the explicit transform, gridder and degridder are compared with each other, without and with w-stacking;
 * then a small sky is observed and drawn.
 */
@Command(name = "GridderDemo", description = "Runs store and gridder, and checks what comes back.")
public final class GridderDemo implements Callable<Integer> {

    private static final long SEED = 42;

    /** Gridder and degridder make the same roundings but for the order of sums, whatever the accuracy. */
    private static final double MOST_ADJOINTNESS = 1e-12;

    @Option(names = "--pixels-x", defaultValue = "256", description = "Pixels in x (default: ${DEFAULT-VALUE}).")
    private int pixelsX;

    @Option(names = "--pixels-y", defaultValue = "256", description = "Pixels in y (default: ${DEFAULT-VALUE}).")
    private int pixelsY;

    @Option(names = "--degrees", defaultValue = "5", description = "Width of the field (default: ${DEFAULT-VALUE}).")
    private double degrees;

    @Option(names = "--rows", defaultValue = "1000", description = "Rows (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--channels", defaultValue = "1", description = "Channels (default: ${DEFAULT-VALUE}).")
    private int channels;

    @Option(names = "--epsilon", defaultValue = "2e-13", description = "Accuracy (default: ${DEFAULT-VALUE}).")
    private double epsilon;

    @Option(names = "--threads", defaultValue = "0", description = "Threads of a call; 0: one per processor (default).")
    private int threads;

    @Option(names = "--image", defaultValue = "dirty.png", description = "The picture (default: ${DEFAULT-VALUE}).")
    private Path picture = Path.of("dirty.png");

    /**
     * Runs the program. Its exit code is 0 if all errors are below the accuracy asked for, else 1.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new GridderDemo()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        double pixelSize = Math.toRadians(degrees) / pixelsX;
        ImageGeometry image = new ImageGeometry(pixelsX, pixelsY, pixelSize, pixelSize);
        Observation observation = Observation.random(rows, channels, image, new Random(SEED));
        Observation small = SmallSky.observation(200);
        long capacityBytes = (64 << 20) + 8 * (bytes(observation) + bytes(small));
        try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(capacityBytes));
                ChildJvm processor = ChildJvm.start(
                        GriddingServer.class,
                        "--socket",
                        embedded.socketPath().toString(),
                        "--threads",
                        Integer.toString(threads));
                Connection connection = Connection.open(embedded);
                Store store = Store.open(connection, "GridderDemo")) {
            boolean accurate = check(store, observation, false);
            accurate &= check(store, observation, true);
            draw(store, small);
            return accurate && processor.isAlive() ? 0 : 1;
        }
    }

    private static long bytes(Observation observation) {
        return 8L * observation.uvw().length
                + 16L * observation.visibilityCount()
                + 8L * observation.image().pixelCount();
    }

    private boolean check(Store store, Observation observation, boolean wStacking) {
        System.out.println("Gridding " + observation.visibilityCount() + " visibilities to " + pixelsX + " x " + pixelsY
                + " pixels " + (wStacking ? "with" : "without") + " w-stacking, epsilon " + epsilon);
        Random random = new Random(SEED + 1);
        double[] visibilities = centred(2 * observation.visibilityCount(), random);
        double[] image = centred(observation.image().pixelCount(), random);
        try (RemoteGridder gridder = new RemoteGridder(store, observation, epsilon, wStacking)) {
            double[] dirty = gridder.toDirty(visibilities);
            GriddingOptions options =
                    new GriddingOptions(epsilon, wStacking, Runtime.getRuntime().availableProcessors());
            double[] truth = new ExplicitTransform(observation.baselines(), observation.image(), options)
                    .toImage(visibilities, null);
            double error = Comparison.l2Error(dirty, truth);
            System.out.println("L2 error between explicit transform and gridder: " + error);
            System.out.println("Testing adjointness of the gridding/degridding operation");
            double adjointness = Comparison.relativeDifference(
                    Comparison.dot(image, dirty), Comparison.dot(gridder.toVisibilities(image), visibilities));
            System.out.println("adjointness test: " + adjointness);
            return error < epsilon && adjointness < MOST_ADJOINTNESS;
        }
    }

    /** Numbers between -0.5 and 0.5. */
    private static double[] centred(int count, Random random) {
        return random.doubles(count).map(number -> number - 0.5).toArray();
    }

    private void draw(Store store, Observation observation) throws IOException {
        try (RemoteGridder gridder = new RemoteGridder(store, observation, 1e-6, true)) {
            double[] dirty = gridder.observe(SmallSky.sources(observation.image()));
            for (int pixel = 0; pixel < dirty.length; pixel++) {
                dirty[pixel] /= observation.visibilityCount();
            }
            ImagePlot.write("Dirty image of a small sky", "Jy per beam", observation.image(), dirty, picture);
        }
        System.out.println("Dirty image of a small sky written to " + picture.toAbsolutePath());
    }
}
