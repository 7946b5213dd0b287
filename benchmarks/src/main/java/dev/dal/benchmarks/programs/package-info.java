/**
 * The child processes that measure the library itself: stores, processors, callers, clients, and the floors below them.
 *
 * <p>Each is started by a suite with a {@link dev.dal.benchmarks.process.Launch}.
 */
@NullMarked
package dev.dal.benchmarks.programs;

import org.jspecify.annotations.NullMarked;
