/**
 * The simple processor: one function, called with references, in a chain and in a batch.
 *
 * <p>{@link dev.dal.samples.simple.SimpleProcessor} and {@link dev.dal.samples.simple.SimpleCaller} are separate
 * programs that meet in a store.
 */
@NullMarked
package dev.dal.samples.simple;

import org.jspecify.annotations.NullMarked;
