/** Programs that use the library as a user would, and what they share. */
@NullMarked
package dev.dal.samples;

import org.jspecify.annotations.NullMarked;
