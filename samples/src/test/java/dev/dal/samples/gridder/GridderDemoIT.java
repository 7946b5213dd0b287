package dev.dal.samples.gridder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.samples.gridder.numerics.GriddingOptions;
import dev.dal.testing.TestJvm;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
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
        Path picture = directory.resolve("sky.png");
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
            for (String stacking : new String[] {"without", "with"}) {
                demo.awaitLineMatching(
                        "Gridding 600 visibilities to 96 x 81 pixels " + stacking + " w-stacking, epsilon 2\\.0E-13");
                double error = Double.parseDouble(demo.awaitLine("L2 error between explicit transform and gridder: "));
                assertThat(error).isPositive().isLessThan(GriddingOptions.FINEST_EPSILON);
                demo.awaitLine("Testing adjointness of the gridding/degridding operation");
                double adjointness = Double.parseDouble(demo.awaitLine("adjointness test: "));
                assertThat(adjointness).isLessThan(stacking.equals("without") ? 1e-14 : 1e-12);
            }
            assertThat(demo.awaitLine("Dirty image of a small sky written to ")).isEqualTo(picture.toString());
            assertThat(demo.awaitEnd()).isZero();
        }
        BufferedImage drawn = ImageIO.read(picture.toFile());
        assertThat(drawn.getWidth()).isGreaterThan(drawn.getHeight()).isGreaterThan(500);
    }
}
