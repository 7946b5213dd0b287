/** JMH benchmarks of element loops over tensor views, and the program that runs them. */
@NullMarked
package dev.dal.benchmarks.loops;

import org.jspecify.annotations.NullMarked;
