/** The benchmarks: each starts its processes, takes figures in turn, and says what they are held against. */
@NullMarked
package dev.dal.benchmarks.suites;

import org.jspecify.annotations.NullMarked;
