/**
 * The annotation processor: from each interface with processing functions to its schemas, caller and processor.
 *
 * <p>Rounds and order are here; {@code parse} reads elements into {@code model}, {@code validate} checks the model,
 * {@code generate} writes code from it, {@code report} shows what is wrong. Only this package sees all of them. Nothing
 * in the processor depends on the runtime library.
 */
@NullMarked
package dev.dal.processor;

import org.jspecify.annotations.NullMarked;
