package dev.dal.value;

import dev.dal.ipc.FormatException;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.ObjectDraft;
import dev.dal.store.client.StoreClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts and gets values by a client of a store, as {@code put} and {@code get} of pyarrow's {@code PlasmaClient} do, so
 * that Python and Java read what the other has put. Thread-safe; needs no closing.
 *
 * <table>
 * <caption>Values of Python and Java</caption>
 * <tr><th>Python</th><th>is read as</th><th>is written for</th></tr>
 * <tr><td>{@code None}</td><td>null</td><td>null</td></tr>
 * <tr><td>{@code bool}</td><td>{@code Boolean}</td><td>{@code Boolean}</td></tr>
 * <tr><td>{@code int}</td><td>{@code Long}; {@code BigInteger} beyond 64 bits</td>
 * <td>{@code Byte}, {@code Short}, {@code Integer}, {@code Long}, {@code BigInteger}</td></tr>
 * <tr><td>{@code float}; numpy's scalars</td><td>{@code Double}; {@code Float} if stored so</td>
 * <td>{@code Double}, {@code Float}</td></tr>
 * <tr><td>{@code str}, {@code bytes}</td><td>{@code String}, {@code byte[]}</td><td>the same</td></tr>
 * <tr><td>{@code datetime}, without time zone</td><td>{@code LocalDateTime}</td><td>the same, in microseconds</td></tr>
 * <tr><td>{@code list}, {@code tuple}, {@code set}, {@code dict}</td><td>{@code List}, {@link Tuple}, {@code Set},
 * {@code Map}, unmodifiable, in Python's order</td><td>the same</td></tr>
 * <tr><td>numpy array, {@code pyarrow.Tensor}</td><td>{@link dev.dal.tensor.Tensor}: a view</td>
 * <td>{@code Tensor}, as numpy array</td></tr>
 * <tr><td>{@code pyarrow.Buffer}</td><td>{@code ByteBuffer}: a read-only view</td><td>{@code ByteBuffer}</td></tr>
 * </table>
 *
 * <p>Arrays may have elements of bool, integers, and real or complex numbers. Everything else, pickled objects above all,
 * is refused with an {@link UnsupportedValueException} that names the type. Views keep their object held until they are
 * garbage; values without views hold nothing. Array keys of maps compare by identity.
 */
public final class ValueClient {

    private final StoreClient client;

    private ValueClient(StoreClient client) {
        this.client = client;
    }

    /**
     * Values of a store.
     *
     * @param client a client of the store, which stays the caller's
     * @return puts and gets by that client
     */
    public static ValueClient of(StoreClient client) {
        return new ValueClient(client);
    }

    /**
     * Puts a value under a random id.
     *
     * @param value the value
     * @return the id of the new object
     * @throws UnsupportedValueException if the value has no form that Python reads
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    public ObjectId put(@Nullable Object value) {
        ObjectId id = ObjectId.random();
        put(id, value);
        return id;
    }

    /**
     * Puts a value.
     *
     * @param id the new object
     * @param value the value
     * @throws UnsupportedValueException if the value has no form that Python reads
     * @throws dev.dal.store.ObjectExistsException if the id is in use, in whatever state
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    public void put(ObjectId id, @Nullable Object value) {
        ValueWriter writer = new ValueWriter(value);
        try (ObjectDraft draft = client.create(id, writer.sizeBytes(), 0)) {
            writer.writeTo(draft.data());
            draft.seal().close();
        }
    }

    /**
     * Gets a value, waiting for it if it is missing.
     *
     * @param id the object
     * @param timeoutMillis longest wait in milliseconds; 0 does not wait, −1 waits without limit
     * @return the value; {@link ObjectNotAvailable#INSTANCE} if it is not there
     * @throws FormatException if the object holds no value in this form
     * @throws UnsupportedValueException if the value has no form in Java
     * @throws IllegalArgumentException if the timeout is below −1
     * @throws dev.dal.store.StoreInterruptedException if the thread is interrupted while it waits
     */
    public @Nullable Object get(ObjectId id, long timeoutMillis) {
        return get(List.of(id), timeoutMillis).get(0);
    }

    /**
     * Gets values, waiting until all of them are there.
     *
     * @param ids the objects
     * @param timeoutMillis longest wait in milliseconds; 0 does not wait, −1 waits without limit
     * @return a value per id in the same order; {@link ObjectNotAvailable#INSTANCE} for what is not there
     * @throws FormatException if an object holds no value in this form
     * @throws UnsupportedValueException if a value has no form in Java
     * @throws IllegalArgumentException if the timeout is below −1
     * @throws dev.dal.store.StoreInterruptedException if the thread is interrupted while it waits
     */
    public List<@Nullable Object> get(List<ObjectId> ids, long timeoutMillis) {
        List<@Nullable ObjectBuffer> buffers = client.get(ids, timeoutMillis);
        List<@Nullable Object> values = new ArrayList<>(ids.size());
        try {
            for (int i = 0; i < ids.size(); i++) {
                ObjectBuffer buffer = buffers.get(i);
                values.add(buffer == null ? ObjectNotAvailable.INSTANCE : read(buffer));
            }
            return values;
        } catch (RuntimeException | Error failure) {
            buffers.stream().filter(Objects::nonNull).forEach(ObjectBuffer::close);
            throw failure;
        }
    }

    /** Reads a value, and gives the hold up unless views of the value need it; they then keep it until garbage. */
    private static @Nullable Object read(ObjectBuffer buffer) {
        ValueReader reader;
        try {
            reader = new ValueReader(buffer.data());
        } catch (FormatException e) {
            throw new FormatException(
                    "Object " + buffer.id() + " holds no value that pyarrow has put. " + e.getMessage(), e);
        }
        if (!reader.hasViews()) {
            buffer.close();
        }
        return reader.value();
    }
}
