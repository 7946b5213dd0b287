/**
 * Values in the form of {@code pyarrow.plasma}: what {@code PlasmaClient.put(value)} writes and
 * {@code PlasmaClient.get(id)} reads, as far as that form is Arrow data and not pickled Python.
 *
 * <pre>
 *   0          16                                 a multiple of 64 each
 *   +----------+--------------------------------+---------+ ... +--------+-------+ ...
 *   | 4 counts | stream of one record batch:    | Tensor  |     | length | bytes |
 *   | int32    | column "list", a dense union   | message |     | int64  |       |
 *   +----------+--------------------------------+---------+ ... +--------+-------+ ...
 * </pre>
 *
 * <p>The counts are those of dense tensors, sparse tensors, numpy arrays and buffers, which follow in this order. The
 * union has one cell, the value. Its children are named by numbers that stand for Python's types
 * ({@link dev.dal.value.ValueTag}); containers nest unions, and tensors and buffers are referred to by their index. The
 * source is plasma-store.md section 6.3 and what pyarrow 11 was seen to write. Little-endian.
 *
 * <p>Lies above {@code ipc}, {@code tensor} and the store's client, whose packages must not know one another's business
 * or Arrow's, and beside {@code connection}, which has no use for it: objects of this library's own are plain tensors and
 * tables. No DAL object is read or written here.
 */
@NullMarked
package dev.dal.value;

import org.jspecify.annotations.NullMarked;
