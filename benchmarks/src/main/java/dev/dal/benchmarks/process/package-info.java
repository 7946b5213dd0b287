/**
 * Programs in processes of their own: how the runner starts, asks and ends them, and what they have in common.
 *
 * <p>A program says {@code ready}, then runs the tasks that it reads from its standard input, and ends with that input:
 * so it also ends when the runner dies, however that happens.
 */
@NullMarked
package dev.dal.benchmarks.process;

import org.jspecify.annotations.NullMarked;
