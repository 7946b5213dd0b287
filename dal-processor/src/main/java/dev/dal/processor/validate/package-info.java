/**
 * Rules about whole functions and interfaces, checked on the model alone: names that clash, dimensions that do not fit
 * together.
 *
 * <p>Mistakes for which a look at one element suffices are found by {@code parse}. A function that could not be read as
 * a whole is checked as far as what is missing cannot matter.
 */
@NullMarked
package dev.dal.processor.validate;

import org.jspecify.annotations.NullMarked;
