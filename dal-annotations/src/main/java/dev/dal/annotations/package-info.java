/**
 * The annotations with which a plain Java interface becomes a set of processing functions.
 *
 * <p>Nothing here has behaviour: {@code dal-processor} reads these annotations at compile time and {@code dal-runtime}
 * never sees them, which is why they are kept in class files only.
 */
@NullMarked
package dev.dal.annotations;

import org.jspecify.annotations.NullMarked;
