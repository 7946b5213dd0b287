/**
 * What the processor knows about an annotated interface: immutable values, and the names that are derived from them.
 *
 * <p>Made by {@code parse}, checked by {@code validate}, printed by {@code generate}. Nothing here analyses elements or
 * writes code; the only live elements are those inside a {@link dev.dal.processor.report.Location}. The names of runtime
 * classes stand here, in {@link dev.dal.processor.model.RuntimeNames}, because parsers recognise the same classes that
 * generators write.
 */
@NullMarked
package dev.dal.processor.model;

import org.jspecify.annotations.NullMarked;
