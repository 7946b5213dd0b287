/**
 * Connections to a store, the objects in it and the references to them.
 *
 * <p>A {@link dev.dal.connection.Connection} keeps a table of the store's objects by subscription, knows the namespaces,
 * and hands out references ({@link dev.dal.connection.Ref}) whose views lie in shared memory. The formats are those of
 * dal-format.md sections 1, 4 and 6. Calls are made of these parts in {@code dev.dal.call}, which this package never
 * sees; nor does it see the server of a store.
 */
@NullMarked
package dev.dal.connection;

import org.jspecify.annotations.NullMarked;
