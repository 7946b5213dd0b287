/**
 * Sums of plane waves between visibilities and images: the w-stacking gridder and degridder, and the direct sum that
 * they are held against. Plain arrays only: neither tensors nor calls, which are the business of
 * {@link dev.dal.samples.gridder}.
 *
 * <p>The dirty image of visibilities {@code V} with weights {@code W} is, at the direction cosines {@code x}, {@code y}
 * of a pixel,
 *
 * <pre>
 *   dirty(x, y) = 1/n  sum over row, chan of  W Re( V exp(2 pi i (u x + v y - w (n - 1))) ),   n = sqrt(1 - x² - y²)
 *   V(row, chan) = W  sum over pixels of  dirty(x, y)/n  exp(-2 pi i (u x + v y - w (n - 1)))
 * </pre>
 *
 * with u, v and w in wavelengths. The second line is the adjoint of the first. Without w-stacking, w counts as 0 and n
 * as 1.
 *
 * <p>How it is done: every visibility is spread over a few cells of a grid in u and v that is finer than the image needs
 * ({@link Kernel}, {@link GridSpreader}), a Fourier transform makes an image of the grid ({@link PlaneTransform}), and the
 * image is divided by the transform of the kernel. With w-stacking the same is done in w: there is a grid for each of
 * some planes of constant w, and the image of each plane is turned by the phases of its w before they are added
 * ({@link ImageStack}). The degridder does the transposed steps in reverse order. All sums are made in an order that does
 * not depend on the number of threads.
 */
@NullMarked
package dev.dal.samples.gridder.numerics;

import org.jspecify.annotations.NullMarked;
