/**
 * Unix sockets that carry bytes and file descriptors, and waiting for them: connections, listeners, epoll, eventfd.
 *
 * <p>Imports the vocabulary of {@code dev.dal.store} and jnr: jnr-unixsocket connects and listens, and everything else
 * runs on file descriptors and native buffers without garbage. Knows no messages: frames are made and read in
 * {@code dev.dal.store.protocol}.
 */
@NullMarked
package dev.dal.store.transport;

import org.jspecify.annotations.NullMarked;
