package dev.dal.samples.gridder;

import dev.dal.samples.gridder.numerics.ImageGeometry;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.LookupPaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYZDataset;

/** Draws an image with axes and colour scale, without a display. */
final class ImagePlot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 640;
    private static final int COLOURS = 64;

    /** Anchors of the colours: dark blue, violet, red, orange, pale yellow. */
    private static final int[][] ANCHORS = {{8, 8, 50}, {90, 20, 120}, {190, 50, 80}, {250, 150, 40}, {255, 250, 200}};

    private ImagePlot() {}

    /**
     * Writes a PNG.
     *
     * @param title what is drawn
     * @param unit unit of the pixels
     * @param image the pixels' places; the axes show them in degrees from the phase centre
     * @param pixels the pixels in row-major order
     * @param file where to write; replaced if it exists
     * @throws IOException if the file cannot be written
     */
    static void write(String title, String unit, ImageGeometry image, double[] pixels, Path file) throws IOException {
        LookupPaintScale scale = scale(pixels);
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setPaintScale(scale);
        renderer.setBlockWidth(Math.toDegrees(image.pixelSizeX()));
        renderer.setBlockHeight(Math.toDegrees(image.pixelSizeY()));
        DefaultXYZDataset data = data(image, pixels);
        XYPlot plot = new XYPlot(data, axis("x in degrees"), axis("y in degrees"), renderer);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        JFreeChart chart = new JFreeChart(title, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        chart.setAntiAlias(false);
        chart.setTextAntiAlias(true);
        chart.setBackgroundPaint(Color.WHITE);
        chart.addSubtitle(legend(scale, unit));
        BufferedImage drawn = chart.createBufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB, null);
        try (OutputStream out = Files.newOutputStream(file)) {
            ChartUtils.writeBufferedImageAsPNG(out, drawn);
        }
    }

    private static NumberAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setAutoRangeIncludesZero(false);
        axis.setLowerMargin(0);
        axis.setUpperMargin(0);
        return axis;
    }

    private static DefaultXYZDataset data(ImageGeometry image, double[] pixels) {
        double[][] columns = new double[3][pixels.length];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            columns[0][pixel] = Math.toDegrees(image.x(pixel / image.ny()));
            columns[1][pixel] = Math.toDegrees(image.y(pixel % image.ny()));
            columns[2][pixel] = pixels[pixel];
        }
        DefaultXYZDataset data = new DefaultXYZDataset();
        data.addSeries("image", columns);
        return data;
    }

    /** Colours from the least to the greatest pixel. */
    private static LookupPaintScale scale(double[] pixels) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double pixel : pixels) {
            least = Math.min(least, pixel);
            greatest = Math.max(greatest, pixel);
        }
        if (!(greatest > least)) {
            greatest = least + 1;
        }
        LookupPaintScale scale = new LookupPaintScale(least, greatest, colour(1));
        for (int step = 0; step < COLOURS; step++) {
            scale.add(least + (greatest - least) * step / COLOURS, colour(step / (COLOURS - 1.0)));
        }
        return scale;
    }

    private static Color colour(double part) {
        double place = part * (ANCHORS.length - 1);
        int below = Math.min((int) place, ANCHORS.length - 2);
        double above = place - below;
        int[] rgb = new int[3];
        for (int k = 0; k < rgb.length; k++) {
            rgb[k] = (int) Math.round((1 - above) * ANCHORS[below][k] + above * ANCHORS[below + 1][k]);
        }
        return new Color(rgb[0], rgb[1], rgb[2]);
    }

    private static PaintScaleLegend legend(LookupPaintScale scale, String unit) {
        PaintScaleLegend legend = new PaintScaleLegend(scale, new NumberAxis(unit));
        legend.setPosition(RectangleEdge.RIGHT);
        legend.setSubdivisionCount(COLOURS);
        legend.setStripWidth(18);
        legend.setMargin(new RectangleInsets(30, 8, 50, 8));
        return legend;
    }
}
