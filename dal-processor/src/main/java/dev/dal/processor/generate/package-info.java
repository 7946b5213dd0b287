/**
 * From the model to source: one generator for each of the classes {@code MathsSchemas}, {@code MathsCaller} and
 * {@code MathsProcessor}, fed by the model alone, the {@link dev.dal.processor.generate.SourceGenerator} that makes
 * text of them, and the {@link dev.dal.processor.generate.GeneratedFiles} that are written.
 *
 * <p>The code that is written shall read as if somebody had taken care of it: the user's names, one statement for each
 * step, own variables with an underscore in front, no reflection.
 */
@NullMarked
package dev.dal.processor.generate;

import org.jspecify.annotations.NullMarked;
