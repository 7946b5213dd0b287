/**
 * The Plasma wire protocol (plasma-store.md sections 1 and 2): frames, and one codec per message, both directions, for
 * clients and stores alike.
 *
 * <p>Bytes are written with FlatBuffers and read by hand, because the accessors of FlatBuffers for Java trust their
 * input: here every offset and length is checked before it is used, and whatever is malformed is a
 * {@link dev.dal.store.StoreProtocolException}. Imports the vocabulary of {@code dev.dal.store} and FlatBuffers. Knows
 * no sockets.
 */
@NullMarked
package dev.dal.store.protocol;

import org.jspecify.annotations.NullMarked;
