package dev.dal.connection;

import dev.dal.ipc.FormatException;
import dev.dal.store.memory.Region;
import dev.dal.table.ArrowBridge;
import dev.dal.table.Table;
import dev.dal.table.TableMessage;
import dev.dal.table.TableSource;
import dev.dal.table.TableType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a table that is, or will be, in a store.
 *
 * <p>The tables and columns it gives lie in shared memory: nothing is copied. They end when the reference closes;
 * records, maps, arrays and lists made of them stay.
 *
 * @param <R> the record that a row is
 */
public final class TableRef<R> extends Ref implements TableSource<R> {

    private final TableType<R> type;
    private volatile @Nullable Table<R> view;

    TableRef(ObjectHandle handle, @Nullable Object owner, TableType<R> type, ErrorTranslator errors) {
        super(handle, owner, errors);
        this.type = type;
    }

    /** A reference that stands alone. */
    TableRef(ObjectHandle handle, TableType<R> type) {
        this(handle, null, type, ErrorTranslator.NONE);
    }

    /**
     * The reference to an output, for {@code dev.dal.call}; not meant for users.
     *
     * @param handle the handle; now belongs to the reference
     * @param owner what closes the reference and is kept reachable by it
     * @param type the columns of the table, and how rows are mapped to records
     * @param errors rebuilds declared exceptions
     * @param <R> the record that a row is
     * @return the reference
     */
    public static <R> TableRef<R> over(ObjectHandle handle, Object owner, TableType<R> type, ErrorTranslator errors) {
        return new TableRef<>(handle, owner, type, errors);
    }

    /** The columns of the table, and how rows are mapped to records. */
    @Override
    public TableType<R> type() {
        return type;
    }

    /**
     * The columns of the table: those that the type declares, or, if it declares none, those that the table has, for
     * which this waits as {@link #get()} does.
     *
     * @return the schema
     * @throws ProcessingException if the call that was to make the table failed
     * @throws ObjectLostException if it can no longer come
     * @throws FormatMismatchException if the object is no table
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public Schema schema() {
        return type.isUntyped() ? get().schema() : type.schema();
    }

    /**
     * Waits for the table for at most the connection's default timeout.
     *
     * @return a view of shared memory, valid until this reference closes
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws FormatMismatchException if the object is no table, or one that lacks what its type demands
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public Table<R> get() {
        return get(connection().timeout());
    }

    /**
     * Waits for the table.
     *
     * @param timeout how long to wait; zero does not wait
     * @return a view of shared memory, valid until this reference closes
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws FormatMismatchException if the object is no table, or one that lacks what its type demands
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public Table<R> get(Duration timeout) {
        checkOpen();
        Table<R> known = view;
        if (known == null) {
            known = read(data(timeout));
            view = known;
        }
        return known;
    }

    private Table<R> read(Region data) {
        try {
            return Table.open(type, data);
        } catch (FormatException e) {
            throw new FormatMismatchException("Object " + id() + " does not hold the table: " + e.getMessage(), e);
        }
    }

    /**
     * The table, if it is there.
     *
     * @return a view as {@link #get()} gives, or nothing while it is awaited
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws FormatMismatchException if the object is no table, or one that lacks what its type demands
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public Optional<Table<R>> poll() {
        return isReady() ? Optional.of(get(Duration.ZERO)) : Optional.empty();
    }

    /**
     * Waits for the table and copies its columns; fails as {@link #get()} does.
     *
     * @return arrays and lists by name, as {@link Table#asMap()} gives
     * @throws IllegalArgumentException if a column cannot be read, or no array holds so many cells
     * @throws FormatException if a cell's bytes are malformed
     */
    public Map<String, Object> asMap() {
        return get().asMap();
    }

    /**
     * Waits for the table and makes its rows into records; fails as {@link #get()} does.
     *
     * @return the rows, as {@link Table#asRecords()} gives
     * @throws IllegalArgumentException if no list holds so many
     * @throws FormatException if a cell's bytes are malformed
     */
    public List<R> asRecords() {
        return get().asRecords();
    }

    /**
     * Writes the table that this reference stands for.
     *
     * @param table the table; copied
     * @throws FormatException if it lacks what the type of this reference demands
     * @throws dev.dal.store.ObjectExistsException if it was written before
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalArgumentException if a column has a type that cannot be written
     * @throws IllegalStateException if this reference or the table is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public void put(Table<?> table) {
        put(table, Long.MAX_VALUE);
    }

    /**
     * Writes the table that this reference stands for, in record batches of limited length.
     *
     * @param table the table; copied
     * @param maxBatchRows the most rows that a batch may have, 1 or more
     * @throws FormatException if it lacks what the type of this reference demands
     * @throws dev.dal.store.ObjectExistsException if it was written before
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalArgumentException if a column has a type that cannot be written, or the limit is not positive
     * @throws IllegalStateException if this reference or the table is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public void put(Table<?> table, long maxBatchRows) {
        checkOpen();
        TableMessage message = TableMessage.of(type.isUntyped() ? table : table.as(type), maxBatchRows);
        write(message.sizeBytes(), message::writeTo);
    }

    /**
     * Waits for the table as {@link #get()} does and shows it as Arrow's vectors, which lie in shared memory. Needs a
     * JVM with {@code --add-opens=java.base/java.nio=ALL-UNNAMED} and Arrow's memory library.
     *
     * <p>The vectors must not be written: that ends the JVM. They pin the object until they are closed, even if this
     * reference closes before. Only validity bitmaps of columns without nulls are allocated.
     *
     * @param allocator accounts for the vectors
     * @return the vectors, to be closed by the caller before the allocator
     * @throws UnsupportedOperationException if flag or library are missing
     * @throws IllegalStateException if this reference is closed, or the table has several record batches: use
     *     {@link Table#batch} and {@link ArrowBridge#toArrow} for each
     */
    public VectorSchemaRoot toArrow(BufferAllocator allocator) {
        return ArrowBridge.toArrow(get(), allocator);
    }

    /**
     * Writes one of Arrow's record batches as the table that this reference stands for. Needs a JVM with
     * {@code --add-opens=java.base/java.nio=ALL-UNNAMED} and Arrow's memory library.
     *
     * @param root the vectors; copied, still the caller's
     * @throws FormatException if it lacks what the type of this reference demands
     * @throws dev.dal.store.ObjectExistsException if the table was written before
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws UnsupportedOperationException if flag or library are missing
     * @throws IllegalArgumentException if a column has a dictionary
     * @throws IllegalStateException if this reference is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public void putArrow(VectorSchemaRoot root) {
        checkOpen();
        ArrowBridge.write(type, root, this::write);
    }

    /**
     * Another reference to the same table, which has to be closed by itself.
     *
     * @return a reference that stays when this one closes
     * @throws IllegalStateException if this reference is closed
     */
    public TableRef<R> retain() {
        return new TableRef<>(handle().retain(), null, type, errors());
    }

    /**
     * The table as a future. It completes on a thread of the common pool, never on the connection's own.
     *
     * @return a fresh future of what {@link #get()} gives or throws; cancelling it has no effect on this reference
     */
    public CompletableFuture<Table<R>> toCompletableFuture() {
        checkOpen();
        CompletableFuture<Table<R>> future = new CompletableFuture<>();
        handle().slot().whenSettled(() -> future.completeAsync(() -> get(Duration.ZERO)));
        return future;
    }
}
