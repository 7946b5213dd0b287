/**
 * Tensors: typed views of native memory, mostly of objects in a store, and their shapes, strides and element types.
 *
 * <p>{@link dev.dal.tensor.TensorMessage} and {@link dev.dal.tensor.TensorReader} put tensors into objects and take
 * them out of objects, without copying, as dal-format.md section 4 says; the bytes of the message are left to
 * {@code dev.dal.ipc}. Imports that package and {@code dev.dal.store.memory}. Knows nothing of references, calls or
 * connections; arithmetic on tensors stays out.
 */
@NullMarked
package dev.dal.tensor;

import org.jspecify.annotations.NullMarked;
