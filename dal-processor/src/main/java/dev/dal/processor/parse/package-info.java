/**
 * From the user's elements to the model. Each class answers one question, reports what it cannot answer, and goes on, so
 * that all mistakes of an interface are reported in one round.
 *
 * <p>Rules about a whole function or interface are not here but in {@code validate}; nothing here writes code.
 */
@NullMarked
package dev.dal.processor.parse;

import org.jspecify.annotations.NullMarked;
