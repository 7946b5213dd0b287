/**
 * The client of a store: {@link dev.dal.store.client.StoreClient} and what it hands out, over any
 * {@link dev.dal.store.StoreLink}; and the link over a Unix socket, made of a proxy that writes requests and an
 * adapter that reads replies.
 *
 * <p>Sees the vocabulary, the protocol, the transport and the memory; never the server, which it meets only as bytes or
 * as a {@code StoreLink}.
 */
@NullMarked
package dev.dal.store.client;

import org.jspecify.annotations.NullMarked;
