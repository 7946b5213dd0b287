/**
 * What the library costs, beside floors and peers in the same run: the runner, what it measures with, and its report.
 *
 * <p>{@code process} starts and ends programs, {@code programs} and {@code peers} are those programs, {@code loops} are
 * the JMH benchmarks, {@code suites} put them together. Nothing of this is published.
 */
@NullMarked
package dev.dal.benchmarks;

import org.jspecify.annotations.NullMarked;
