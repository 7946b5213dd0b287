/**
 * Native memory: segments that are mapped into this process, checked regions of them, and the one place where
 * addresses exist.
 *
 * <p>Imports the vocabulary of {@code dev.dal.store} and jnr. Knows neither objects nor messages.
 */
@NullMarked
package dev.dal.store.memory;

import org.jspecify.annotations.NullMarked;
