/**
 * The vocabulary of the object store: ids, states, options, exceptions, and the interfaces that join a client and a
 * store of one JVM.
 *
 * <p>Every other package of the store imports this one; this one imports none of them.
 */
@NullMarked
package dev.dal.store;

import org.jspecify.annotations.NullMarked;
