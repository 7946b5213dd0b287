/**
 * The streamer: one program produces payloads in place in the store, another checks them where they lie.
 *
 * <p>{@link dev.dal.samples.streamer.StreamProcessor} and {@link dev.dal.samples.streamer.Streamer} are separate
 * programs; {@link dev.dal.samples.streamer.StreamerDemo} runs both with a store of its own.
 */
@NullMarked
package dev.dal.samples.streamer;

import org.jspecify.annotations.NullMarked;
