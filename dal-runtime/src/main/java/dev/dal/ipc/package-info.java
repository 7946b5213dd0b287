/**
 * Arrow IPC messages that lie in a {@link dev.dal.store.memory.Region}: schemas, streams of record batches, tensors.
 *
 * <p>The bytes are those of Arrow's columnar format, version 1.0 and later ("encapsulated messages"), little-endian,
 * uncompressed, without dictionaries, as dal-format.md sections 1 to 5 use them. Everything is read where it lies and
 * written in place. Metadata is read with the classes generated from Arrow's FlatBuffers schema; they do not verify
 * what they read, so every length is checked first, and whatever goes wrong while decoding becomes a
 * {@link dev.dal.ipc.FormatException} in one place.
 *
 * <p>Imports the store's vocabulary and its memory, and of Arrow the generated classes and the names of types
 * ({@code org.apache.arrow.vector.types}). Knows neither Arrow's vectors nor its allocators, and no objects, calls or
 * references: what the messages mean is decided above.
 */
@NullMarked
package dev.dal.ipc;

import org.jspecify.annotations.NullMarked;
