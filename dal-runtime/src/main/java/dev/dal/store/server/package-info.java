/**
 * A store that other processes and this one can use: {@link dev.dal.store.server.EmbeddedStore} and what drives its core.
 *
 * <p>All requests, wherever they come from, go one after another into one {@code StoreCore} under one lock. The socket
 * shell reads frames, has them decoded by a request adapter and answers through a client proxy; the in-process shell lets
 * threads of this JVM enter the core themselves. Imports the vocabulary of {@code dev.dal.store} and the packages
 * {@code core}, {@code protocol}, {@code transport} and {@code memory}; knows no client.
 */
@NullMarked
package dev.dal.store.server;

import org.jspecify.annotations.NullMarked;
