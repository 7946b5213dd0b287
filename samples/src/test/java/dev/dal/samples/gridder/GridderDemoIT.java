package dev.dal.samples.gridder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.samples.gridder.numerics.GriddingOptions;
import dev.dal.testing.TestJvm;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a program, and what it prints. */
@Timeout(180)
class GridderDemoIT {

    @TempDir
    Path directory;

    @Test
    void theDemoIsAccurateAndDraws() throws Exception {
        Path picture = directory.resolve("dirty.png");
        try (TestJvm demo = TestJvm.start(
                GridderDemo.class,
                "--pixels-x",
                "96",
                "--pixels-y",
                "81",
                "--rows",
                "300",
                "--channels",
                "2",
                "--image",
                picture.toString())) {
            List<String> lines = new ArrayList<>();
            for (String shown : transcript()) {
                lines.add(demo.awaitLineMatching(form(shown)));
            }
            assertThat(lines.get(0)).startsWith("Gridding 600 visibilities to 96 x 81 pixels without w-stacking");
            assertThat(number(lines.get(1))).isPositive().isLessThan(GriddingOptions.FINEST_EPSILON);
            assertThat(number(lines.get(3))).isLessThan(1e-14);
            assertThat(lines.get(4)).startsWith("Gridding 600 visibilities to 96 x 81 pixels with w-stacking");
            assertThat(number(lines.get(5))).isPositive().isLessThan(GriddingOptions.FINEST_EPSILON);
            assertThat(number(lines.get(7))).isLessThan(1e-12);
            assertThat(lines.get(8)).endsWith(" " + picture);
            assertThat(demo.awaitEnd()).isZero();
        }
        BufferedImage drawn = ImageIO.read(picture.toFile());
        assertThat(drawn.getWidth()).isGreaterThan(drawn.getHeight()).isGreaterThan(500);
    }

    /** What docs/guide/gridder.md shows. */
    private static List<String> transcript() throws IOException {
        try (InputStream shown = GridderDemoIT.class.getResourceAsStream("demo.txt")) {
            assertThat(shown).isNotNull();
            return new String(shown.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** The lines that differ from one only by numbers and what is left out of it. */
    private static String form(String line) {
        return "\\Q" + line.replaceAll("\\d[\\d.]*(E-?\\d+)?|…", "\\\\E.+\\\\Q") + "\\E";
    }

    private static double number(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
