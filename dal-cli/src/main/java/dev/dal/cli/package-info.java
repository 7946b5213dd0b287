/**
 * The command line {@code dal}: parses what the user typed, says clearly what is wrong with it, and runs a store as a
 * program that can stand in place of Plasma's {@code plasma_store} (plasma-store.md section 7).
 *
 * <p>Sits on top of {@code dev.dal.store.server}; nothing uses this package. The store itself, and everything about how it
 * behaves towards clients, stays out.
 */
@NullMarked
package dev.dal.cli;

import org.jspecify.annotations.NullMarked;
