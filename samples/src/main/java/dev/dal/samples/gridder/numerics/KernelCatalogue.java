package dev.dal.samples.gridder.numerics;

import java.util.ArrayList;
import java.util.List;

/** The kernels to choose from: supports of 4 to 16 cells, each fitted to several oversampling factors. */
final class KernelCatalogue {

    static final int MIN_SUPPORT = 4;
    static final int MAX_SUPPORT = 16;

    private static final double[] OVERSAMPLING = {1.25, 1.35, 1.45, 1.55, 1.65, 1.75, 1.85, 2, 2.15, 2.3, 2.5};

    /** Rounding errors are amplified in each dimension: with more, they would show between gridder and degridder. */
    private static final double MOST_AMPLIFICATION = 8;

    private KernelCatalogue() {}

    /** Made with the first use. */
    private static final class Shared {
        static final List<FittedKernel> KERNELS = fitAll();

        private static List<FittedKernel> fitAll() {
            List<FittedKernel> kernels = new ArrayList<>();
            for (int support = MIN_SUPPORT; support <= MAX_SUPPORT; support++) {
                for (double oversampling : OVERSAMPLING) {
                    FittedKernel kernel = FittedKernel.best(support, oversampling);
                    if (kernel.amplification() <= MOST_AMPLIFICATION) {
                        kernels.add(kernel);
                    }
                }
            }
            return List.copyOf(kernels);
        }
    }

    /**
     * For each support the kernel that is accurate enough with the least oversampling.
     *
     * @param error greatest error
     * @return kernels of ascending support
     * @throws IllegalArgumentException if no kernel is that accurate
     */
    static List<FittedKernel> accurateTo(double error) {
        List<FittedKernel> chosen = new ArrayList<>();
        for (FittedKernel kernel : Shared.KERNELS) {
            boolean first = chosen.isEmpty()
                    || chosen.get(chosen.size() - 1).kernel().support()
                            != kernel.kernel().support();
            if (first && kernel.error() <= error) {
                chosen.add(kernel);
            }
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("Error of a kernel: found " + error + "; no kernel is that accurate.");
        }
        return chosen;
    }
}
