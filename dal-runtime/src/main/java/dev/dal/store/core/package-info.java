/**
 * The store itself, without any input or output: a single-threaded state machine that takes requests as method calls and
 * answers with return values and {@link dev.dal.store.core.Effects}.
 *
 * <p>{@link dev.dal.store.core.StoreCore} is the only way in. Behind it: a table of objects by id, who holds what, a
 * list of what may be evicted, an allocator of places in segments, subscriptions and waiting Gets. Memory comes from a
 * {@link dev.dal.store.core.SegmentSource}, bytes that travel with a request from a
 * {@link dev.dal.store.core.InlineObject}; this package never touches either. It imports the vocabulary of
 * {@code dev.dal.store} alone and has no sockets, clocks, threads, locks, system calls or logs. The behaviour is that of
 * plasma-store.md sections 4 and 7, without the defects of section 8.
 */
@NullMarked
package dev.dal.store.core;

import org.jspecify.annotations.NullMarked;
