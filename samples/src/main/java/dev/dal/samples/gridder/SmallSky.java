package dev.dal.samples.gridder;

import dev.dal.samples.gridder.numerics.ImageGeometry;
import java.util.ArrayList;
import java.util.List;

/** A sky of a few sources, and a telescope of three arms that looks at it for some hours. */
final class SmallSky {

    private static final int ARMS = 3;
    private static final int ANTENNAS_PER_ARM = 7;
    private static final double ARM_METRES = 250;
    private static final int TIMES = 60;
    private static final double HOURS = 8;
    private static final double LATITUDE = Math.toRadians(34);
    private static final double DECLINATION = Math.toRadians(50);
    private static final int CHANNELS = 4;

    /** Sources: place in x and in y by half the field, flux density in Jy. */
    private static final double[][] SOURCES = {
        {0, 0, 1},
        {-0.55, 0.35, 0.8},
        {-0.5, 0.42, 0.6},
        {0.62, 0.6, 0.7},
        {0.3, -0.65, 0.9},
        {-0.7, -0.4, 0.4},
        {0.75, -0.1, 0.3}
    };

    private SmallSky() {}

    /** The telescope's observation of some pixels, over two degrees. */
    static Observation observation(int pixels) {
        double pixelSize = Math.sin(Math.toRadians(2)) / pixels;
        List<double[]> antennas = antennas();
        List<double[]> rows = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            double hourAngle = Math.toRadians(15 * HOURS * ((time + 0.5) / TIMES - 0.5));
            for (int i = 0; i < antennas.size(); i++) {
                for (int j = i + 1; j < antennas.size(); j++) {
                    rows.add(uvw(antennas.get(i), antennas.get(j), hourAngle));
                }
            }
        }
        double[] uvw = new double[3 * rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, uvw, 3 * row, 3);
        }
        return new Observation(
                uvw, Observation.frequencies(CHANNELS), new ImageGeometry(pixels, pixels, pixelSize, pixelSize));
    }

    /** East and north of each antenna in metres; along an arm they stand ever farther apart. */
    private static List<double[]> antennas() {
        List<double[]> antennas = new ArrayList<>();
        for (int arm = 0; arm < ARMS; arm++) {
            double direction = 2 * Math.PI * arm / ARMS + 0.1;
            for (int k = 1; k <= ANTENNAS_PER_ARM; k++) {
                double distance = ARM_METRES * Math.pow(k / (double) ANTENNAS_PER_ARM, 1.7);
                antennas.add(new double[] {distance * Math.sin(direction), distance * Math.cos(direction)});
            }
        }
        return antennas;
    }

    /** The baseline of two antennas as seen from the sources: the equatorial frame turned by hour angle and declination. */
    private static double[] uvw(double[] from, double[] to, double hourAngle) {
        double east = to[0] - from[0];
        double north = to[1] - from[1];
        double x = -Math.sin(LATITUDE) * north;
        double z = Math.cos(LATITUDE) * north;
        double sine = Math.sin(hourAngle);
        double cosine = Math.cos(hourAngle);
        double meridian = cosine * x - sine * east;
        return new double[] {
            sine * x + cosine * east,
            -Math.sin(DECLINATION) * meridian + Math.cos(DECLINATION) * z,
            Math.cos(DECLINATION) * meridian + Math.sin(DECLINATION) * z
        };
    }

    /** The sources, each in one pixel of the image; row-major, in Jy. */
    static double[] sources(ImageGeometry image) {
        double[] sky = new double[image.pixelCount()];
        for (double[] source : SOURCES) {
            int i = image.nx() / 2 + (int) Math.round(source[0] * (image.nx() / 2 - 1));
            int j = image.ny() / 2 + (int) Math.round(source[1] * (image.ny() / 2 - 1));
            sky[i * image.ny() + j] += source[2];
        }
        return sky;
    }
}
