package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import dev.dal.table.TableMessage;
import dev.dal.table.TableType;
import dev.dal.tensor.Shape;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorMessage;
import dev.dal.tensor.TensorSource;
import dev.dal.tensor.TensorType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A namespace to put objects into, and to let callers put their results into.
 *
 * <p>What is put belongs to the store: it goes when its reference is closed, when the reference becomes garbage, or when
 * the store closes. Thread-safe.
 */
public final class Store implements AutoCloseable {

    private final Connection connection;
    private final Namespace namespace;
    private final OpenHandles handles = new OpenHandles();
    /** Open scopes; those that are dropped go by themselves. */
    private final Set<Scope> scopes = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final AtomicBoolean closed = new AtomicBoolean();

    private Store(Connection connection, Namespace namespace) {
        this.connection = connection;
        this.namespace = namespace;
    }

    /**
     * Reserves a namespace.
     *
     * @param connection the connection to the store
     * @param name display name of the namespace
     * @return the store, to be closed by the caller
     * @throws DalException if no namespace was free
     */
    public static Store open(Connection connection, String name) {
        return open(connection, name, Connection.DEFAULT_ATTEMPTS);
    }

    /**
     * Reserves a namespace.
     *
     * @param connection the connection to the store
     * @param name display name of the namespace
     * @param maxAttempts how many prefixes to try
     * @return the store, to be closed by the caller
     * @throws DalException if no namespace was free
     */
    public static Store open(Connection connection, String name, int maxAttempts) {
        return new Store(connection, connection.reserveNamespace(name, List.of(), new byte[0], maxAttempts));
    }

    /**
     * The connection.
     *
     * @return the connection given to {@code open}
     */
    public Connection connection() {
        return connection;
    }

    /**
     * The namespace.
     *
     * @return the reserved namespace; it closes with this store
     */
    public Namespace namespace() {
        return namespace;
    }

    /**
     * Copies a tensor into the store: the only copy ever made of it.
     *
     * @param tensor the tensor
     * @param <T> class of the tensor
     * @return a reference to the copy
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public <T extends Tensor & TensorSource<T>> TensorRef<T> put(T tensor) {
        return put(tensor, List.of());
    }

    /**
     * Copies a tensor into the store, with names for its dimensions.
     *
     * @param tensor the tensor
     * @param dimensionNames one name per dimension, or none
     * @param <T> class of the tensor
     * @return a reference to the copy
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalArgumentException if the number of names is not the rank
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public <T extends Tensor & TensorSource<T>> TensorRef<T> put(T tensor, List<String> dimensionNames) {
        return copy(tensor, tensor.type(), dimensionNames);
    }

    /**
     * Copies a tensor of any class into the store.
     *
     * @param tensor the tensor
     * @param dimensionNames one name per dimension, or none
     * @return a reference to the copy
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalArgumentException if the number of names is not the rank
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public TensorRef<?> putTensor(Tensor tensor, List<String> dimensionNames) {
        return copyAny(tensor, tensor.type(), dimensionNames);
    }

    /**
     * Copies a tensor that a call is about to need, for {@code dev.dal.call}; not meant for users. A short one travels
     * with the call: that there is no room for it is a failure of the call.
     *
     * @param tensor the tensor
     * @param dimensionNames one name per dimension, or none
     * @return a handle of the copy, to be closed once the call is made
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    public ObjectHandle putToSend(Tensor tensor, List<String> dimensionNames) {
        return sendAny(tensor, tensor.type(), dimensionNames);
    }

    /**
     * Copies a tensor that one call alone is about to need, if it is short enough to travel with it, for {@code dev.dal.call}; not
     * meant for users. It is held until {@link ObjectAccess#release}; that there is no room for it is a failure of the call.
     *
     * @param tensor the tensor
     * @param dimensionNames one name per dimension, or none
     * @param scratch where it is written
     * @return the copy; null if it has to be put in another way
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public @Nullable ObjectId sendInput(Tensor tensor, List<String> dimensionNames, Scratch scratch) {
        return sendInput(tensor, tensor.type(), dimensionNames, scratch);
    }

    private <T extends Tensor> @Nullable ObjectId sendInput(
            Tensor tensor, TensorType<T> type, List<String> dimensionNames, Scratch scratch) {
        checkOpen();
        ObjectAccess objects = connection.objects();
        TensorMessage<T> message = TensorMessage.of(type, tensor.shape(), namesFor(tensor.shape(), dimensionNames));
        if (!objects.canSend(message.sizeBytes())) {
            return null;
        }
        int lengthBytes = (int) message.sizeBytes();
        message.writeTo(scratch.take(lengthBytes), type.tensorClass().cast(tensor));
        ObjectId id = namespace.nextId();
        objects.sendInput(id, scratch.bytes(lengthBytes));
        return id;
    }

    private <T extends Tensor> ObjectHandle sendAny(Tensor tensor, TensorType<T> type, List<String> dimensionNames) {
        return copy(
                type.tensorClass().cast(tensor),
                type,
                namesFor(tensor.shape(), dimensionNames),
                connection.objects()::createToSend);
    }

    private <T extends Tensor> TensorRef<T> copyAny(Tensor tensor, TensorType<T> type, List<String> dimensionNames) {
        return copy(type.tensorClass().cast(tensor), type, dimensionNames);
    }

    private <T extends Tensor> TensorRef<T> copy(T tensor, TensorType<T> type, List<String> dimensionNames) {
        List<String> names = namesFor(tensor.shape(), dimensionNames);
        ObjectHandle handle = copy(tensor, type, names, connection.objects()::create);
        return keep(handle, new TensorRef<>(handle, type, names));
    }

    /** Makes the object that a tensor is copied into. */
    private interface Creation {
        NewObject create(ObjectId id, long sizeBytes);
    }

    private <T extends Tensor> ObjectHandle copy(T tensor, TensorType<T> type, List<String> names, Creation creation) {
        checkOpen();
        TensorMessage<T> message = TensorMessage.of(type, tensor.shape(), names);
        try (NewObject object = creation.create(namespace.nextId(), message.sizeBytes())) {
            message.writeTo(object.data(), tensor);
            return seal(object);
        }
    }

    /**
     * A tensor to be written in place.
     *
     * @param type element type and class
     * @param shape the lengths of its dimensions
     * @param <T> class of the tensor
     * @return the draft, to be sealed and closed by the caller; its content is undefined
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public <T extends Tensor> Draft<T> newTensor(TensorType<T> type, Shape shape) {
        return newTensor(type, shape, Duration.ZERO);
    }

    /**
     * A tensor to be written in place, waiting for room.
     *
     * @param type element type and class
     * @param shape the lengths of its dimensions
     * @param patience how long to wait for room
     * @param <T> class of the tensor
     * @return the draft, to be sealed and closed by the caller; its content is undefined
     * @throws dev.dal.store.StoreFullException if there was no room in that time
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public <T extends Tensor> Draft<T> newTensor(TensorType<T> type, Shape shape, Duration patience) {
        checkOpen();
        List<String> names = namesFor(shape, List.of());
        TensorMessage<T> message = TensorMessage.of(type, shape, names);
        NewObject object =
                connection.objects().create(namespace.nextId(), message.sizeBytes(), Deadline.after(patience));
        try {
            return new Draft<>(this, object, type, message.writeTo(object.data()), names);
        } catch (RuntimeException e) {
            object.close();
            throw e;
        }
    }

    /**
     * A reference to a tensor that does not exist yet. It is to be written by {@link TensorRef#put}, or by somebody else
     * who is told its id, such as a call that is given the reference for its output.
     *
     * @param type element type and class
     * @param dimensionNames names of the dimensions
     * @param <T> class of the tensor
     * @return the reference
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public <T extends Tensor> TensorRef<T> newTensorRef(TensorType<T> type, String... dimensionNames) {
        return makeTensorRef(namespace.nextId(), type, List.of(dimensionNames));
    }

    /**
     * A reference to a tensor that somebody else writes, or has written.
     *
     * @param id the object
     * @param type element type and class
     * @param dimensionNames names of the dimensions
     * @param <T> class of the tensor
     * @return the reference
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public <T extends Tensor> TensorRef<T> makeTensorRef(ObjectId id, TensorType<T> type, List<String> dimensionNames) {
        checkOpen();
        ObjectHandle handle = new ObjectHandle(connection, connection.table().openHandle(id));
        return keep(handle, new TensorRef<>(handle, type, dimensionNames));
    }

    /**
     * Copies a table into the store.
     *
     * @param table the table; of its columns those of its type are written, or all if that names none
     * @param <R> the record that a row is
     * @return a reference to the copy
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalArgumentException if a column has a type that cannot be written
     * @throws IllegalStateException if this store or the table is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public <R> TableRef<R> put(Table<R> table) {
        return put(table, Long.MAX_VALUE);
    }

    /**
     * Copies a table into the store, in record batches of limited length.
     *
     * @param table the table; of its columns those of its type are written, or all if that names none
     * @param maxBatchRows the most rows that a batch may have, 1 or more
     * @param <R> the record that a row is
     * @return a reference to the copy
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalArgumentException if a column has a type that cannot be written, or the limit is not positive
     * @throws IllegalStateException if this store or the table is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public <R> TableRef<R> put(Table<R> table, long maxBatchRows) {
        return tableRef(newTableRef(table.type()), ref -> ref.put(table, maxBatchRows));
    }

    /**
     * Copies a table that a call is about to need, for {@code dev.dal.call}; not meant for users. A short one travels with
     * the call: that there is no room for it is a failure of the call.
     *
     * @param table the table
     * @param <R> the record that a row is
     * @return a reference to the copy
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalArgumentException if a column has a type that cannot be written
     * @throws IllegalStateException if this store or the table is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public <R> TableRef<R> putToSend(Table<R> table) {
        checkOpen();
        TableMessage message = TableMessage.of(table);
        try (NewObject object = connection.objects().createToSend(namespace.nextId(), message.sizeBytes())) {
            message.writeTo(object.data());
            ObjectHandle handle = seal(object);
            return keep(handle, new TableRef<>(handle, table.type()));
        }
    }

    /**
     * Writes columns into the store as a table.
     *
     * @param columns arrays, lists or columns by name, as for {@link Table#ofColumns(Map)}
     * @return a reference to the table
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalArgumentException if lengths differ, or values in a column have no common type
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public TableRef<Map<String, @Nullable Object>> put(Map<String, ?> columns) {
        return put(Table.ofColumns(columns));
    }

    /**
     * Copies one of Arrow's record batches into the store as a table. Needs a JVM with
     * {@code --add-opens=java.base/java.nio=ALL-UNNAMED} and Arrow's memory library.
     *
     * @param root the vectors; copied, still the caller's
     * @return a reference to the table
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws UnsupportedOperationException if flag or library are missing
     * @throws IllegalArgumentException if a column has a dictionary
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public TableRef<Map<String, @Nullable Object>> putArrow(VectorSchemaRoot root) {
        return tableRef(newTableRef(TableType.UNTYPED), ref -> ref.putArrow(root));
    }

    private static <R> TableRef<R> tableRef(TableRef<R> ref, Consumer<TableRef<R>> writing) {
        try {
            writing.accept(ref);
            return ref;
        } catch (RuntimeException e) {
            ref.close();
            throw e;
        }
    }

    /**
     * A reference to a table that does not exist yet. It is to be written by {@link TableRef#put}, or by somebody else
     * who is told its id.
     *
     * @param type the columns of the table, and how rows are mapped to records
     * @param <R> the record that a row is
     * @return the reference
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public <R> TableRef<R> newTableRef(TableType<R> type) {
        return makeTableRef(namespace.nextId(), type);
    }

    /**
     * A reference to a table that does not exist yet, whose rows are maps.
     *
     * @param schema the columns of the table; without columns: any
     * @return the reference
     * @throws IllegalArgumentException if two columns have the same name
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public TableRef<Map<String, @Nullable Object>> newTableRef(Schema schema) {
        return newTableRef(TableType.of(schema));
    }

    /**
     * A reference to a table that somebody else writes, or has written.
     *
     * @param id the object
     * @param type the columns of the table, and how rows are mapped to records; {@link TableType#UNTYPED} for any table
     * @param <R> the record that a row is
     * @return the reference
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public <R> TableRef<R> makeTableRef(ObjectId id, TableType<R> type) {
        checkOpen();
        ObjectHandle handle = new ObjectHandle(connection, connection.table().openHandle(id));
        return keep(handle, new TableRef<>(handle, type));
    }

    /**
     * Copies bytes into the store.
     *
     * @param content the data of the object
     * @return a reference to the object
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public BufferRef put(byte[] content) {
        checkOpen();
        try (NewObject object = connection.objects().create(namespace.nextId(), content.length)) {
            object.data().put(0, content);
            ObjectHandle handle = seal(object);
            return keep(handle, new BufferRef(handle, null, ErrorTranslator.NONE));
        }
    }

    /**
     * A reference to an object that does not exist yet, whatever its bytes will be. It is to be written by
     * {@link BufferRef#put}, or by somebody else who is told its id.
     *
     * @return the reference
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public BufferRef newBufferRef() {
        return makeBufferRef(namespace.nextId());
    }

    /**
     * A reference to an object that somebody else writes, or has written, whatever its bytes are.
     *
     * @param id the object
     * @return the reference
     * @throws IllegalStateException if this store is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public BufferRef makeBufferRef(ObjectId id) {
        checkOpen();
        ObjectHandle handle = new ObjectHandle(connection, connection.table().openHandle(id));
        return keep(handle, new BufferRef(handle, null, ErrorTranslator.NONE));
    }

    /**
     * Something to close several references, results and drafts with.
     *
     * @return an empty scope, to be closed by the caller; closes with this store
     * @throws IllegalStateException if this store is closed
     */
    public Scope scope() {
        Scope scope = new Scope();
        scopes.add(scope);
        if (closed.get()) {
            throw closedFailure();
        }
        return scope;
    }

    /**
     * A group of handles that are closed with this store, for {@code dev.dal.call}; not meant for users.
     *
     * @return an empty group
     */
    public OpenHandles newGroup() {
        return handles.child();
    }

    /**
     * Closes the scopes, the references and the results of its callers, which cancels their calls, and deletes every object
     * of the namespace. Closing twice is harmless.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            List<Scope> open;
            synchronized (scopes) {
                open = List.copyOf(scopes);
            }
            Scope.closeAll(open);
        } finally {
            handles.close();
            namespace.close();
        }
    }

    @Override
    public String toString() {
        return "Store " + namespace.info().label();
    }

    /** Seals an object and refers to it. */
    <T extends Tensor> TensorRef<T> publish(NewObject object, TensorType<T> type, List<String> names) {
        checkOpen();
        ObjectHandle handle = seal(object);
        return keep(handle, new TensorRef<>(handle, type, names));
    }

    /** Seals an object. The slot comes first: what is seen sealed without one belongs to nobody. */
    private ObjectHandle seal(NewObject object) {
        ObjectHandle handle = new ObjectHandle(connection, connection.table().openOwn(object.id()));
        try {
            connection.objects().made(handle.slot(), object.seal());
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
        return handle;
    }

    private <R extends Ref> R keep(ObjectHandle handle, R ref) {
        if (handles.add(handle)) {
            handle.belongToStore();
            return ref;
        }
        ref.close();
        throw closedFailure();
    }

    private void checkOpen() {
        if (closed.get()) {
            throw closedFailure();
        }
        connection.objects().checkOpen();
    }

    private IllegalStateException closedFailure() {
        return new IllegalStateException("The store " + namespace.info().label() + " is closed.");
    }

    /** The names that are given, or empty ones, which are legal. */
    private static List<String> namesFor(Shape shape, List<String> given) {
        if (!given.isEmpty() && given.size() != shape.rank()) {
            throw new IllegalArgumentException("A tensor of shape " + shape + " has " + shape.rank()
                    + " dimensions; found the names " + given + ".");
        }
        return given.isEmpty() ? Collections.nCopies(shape.rank(), "") : given;
    }
}
