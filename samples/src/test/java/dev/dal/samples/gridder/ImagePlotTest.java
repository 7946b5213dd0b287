package dev.dal.samples.gridder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.samples.gridder.numerics.ImageGeometry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePlotTest {

    /** Colour of the greatest pixel, and of the least. */
    private static final int BRIGHT = 0xFFFAC8;

    private static final int DARK = 0x080832;

    @TempDir
    Path directory;

    @BeforeAll
    static void withoutDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    /** A bright block in a dark square, x to the right and y upwards. */
    @Test
    void pixelsAreWhereTheyBelong() throws IOException {
        ImageGeometry image = new ImageGeometry(8, 8, 0.01, 0.01);
        double[] pixels = new double[64];
        pixels[6 * 8 + 1] = 5;
        BufferedImage drawn = draw(image, pixels);
        int left = drawn.getWidth();
        int right = 0;
        int top = drawn.getHeight();
        int bottom = 0;
        int count = 0;
        long sumOfX = 0;
        long sumOfY = 0;
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < 700; x++) {
                int colour = drawn.getRGB(x, y) & 0xFFFFFF;
                if (colour == DARK) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                } else if (colour == BRIGHT) {
                    count++;
                    sumOfX += x;
                    sumOfY += y;
                }
            }
        }
        assertThat(right - left).isGreaterThan(400);
        assertThat(bottom - top).isGreaterThan(400);
        assertThat(count).isGreaterThan(1000);
        double placeX = (sumOfX / (double) count - left) / (right - left);
        double placeY = (bottom - sumOfY / (double) count) / (bottom - top);
        assertThat(placeX).isBetween(0.75, 0.9);
        assertThat(placeY).isBetween(0.13, 0.28);
    }

    @Test
    void anImageWithoutContrast() throws IOException {
        BufferedImage drawn = draw(new ImageGeometry(3, 3, 0.01, 0.01), new double[9]);
        assertThat(drawn.getRGB(300, 300) & 0xFFFFFF).isEqualTo(DARK);
    }

    private BufferedImage draw(ImageGeometry image, double[] pixels) throws IOException {
        Path file = directory.resolve("image.png");
        ImagePlot.write("title", "Jy", image, pixels, file);
        return ImageIO.read(file.toFile());
    }
}
