/**
 * The gridder: dirty images of radio interferometers, made by processing functions.
 *
 * <p>{@link dev.dal.samples.gridder.Gridding} is the interface, {@link dev.dal.samples.gridder.GriddingServer} a program
 * that serves it, {@link dev.dal.samples.gridder.GridderDemo} one that runs everything with a store of its own: it
 * compares gridder and degridder with a direct sum and with each other, and draws an image of a small sky. The numbers
 * are crunched in {@link dev.dal.samples.gridder.numerics}, which knows nothing of tensors and calls.
 */
@NullMarked
package dev.dal.samples.gridder;

import org.jspecify.annotations.NullMarked;
