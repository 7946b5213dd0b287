package dev.dal.table;

import dev.dal.ipc.BatchLayout;
import dev.dal.ipc.ColumnSource;
import dev.dal.ipc.RecordBatchStreamWriter;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.PinnedMemory;
import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Tables as Arrow's vectors, and the other way. The only class that touches Arrow's vectors and allocators; whoever uses
 * it starts the JVM with {@code --add-opens=java.base/java.nio=ALL-UNNAMED} and has arrow-memory-unsafe or
 * arrow-memory-netty on the class path. Stateless; may be called by any thread.
 */
public final class ArrowBridge {

    private static final String FLAG = "--add-opens=java.base/java.nio=ALL-UNNAMED";

    /** By name, because the compiler warns of annotations in this class that are not on its class path. */
    private static final String ROOT_ALLOCATOR = "org.apache.arrow.memory.RootAllocator";

    private ArrowBridge() {}

    /**
     * A root allocator, with a plain word on what is missing if it cannot be made.
     *
     * @return a fresh allocator without limit, to be closed by the caller
     * @throws UnsupportedOperationException if the JVM's flag, or Arrow's memory library, is missing
     */
    public static BufferAllocator newAllocator() {
        requireFlag();
        try {
            return Class.forName(ROOT_ALLOCATOR)
                    .asSubclass(BufferAllocator.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new UnsupportedOperationException(
                    "Arrow's allocator could not be made. Expected arrow-memory-unsafe or arrow-memory-netty, of the"
                            + " version of arrow-vector, on the class path.",
                    e);
        }
    }

    private static void requireFlag() {
        if (!ByteBuffer.class.getModule().isOpen("java.nio", ArrowBridge.class.getModule())) {
            throw new UnsupportedOperationException("Arrow's vectors need a JVM that is started with " + FLAG
                    + "; this one was not. Tables, columns and records need no flag.");
        }
    }

    /**
     * Shows a table as vectors that lie in the table's own memory. They must not be written: where that memory is
     * mapped read-only, that ends the JVM. They pin the table's object until they are closed, even if the reference
     * that the table came from closes before. Only validity bitmaps of columns without nulls are allocated.
     *
     * @param table a table of at most one record batch; see {@link Table#batch}. All its columns are shown
     * @param allocator accounts for the vectors
     * @return the vectors, to be closed by the caller before the allocator
     * @throws UnsupportedOperationException if the JVM's flag is missing
     * @throws IllegalStateException if the table has several record batches, or is closed
     */
    public static VectorSchemaRoot toArrow(Table<?> table, BufferAllocator allocator) {
        requireFlag();
        table.lifetime().check();
        if (table.batchCount() > 1) {
            throw new IllegalStateException("A VectorSchemaRoot shows one record batch; this table has "
                    + table.batchCount() + ". Show each by ArrowBridge.toArrow(table.batch(i), allocator).");
        }
        VectorSchemaRoot root = VectorSchemaRoot.create(table.schema(), allocator);
        try {
            if (table.batchCount() == 0) {
                root.setRowCount(0);
            } else {
                load(table.batches().get(0).layout(), root, allocator);
            }
            return root;
        } catch (RuntimeException | Error e) {
            root.close();
            throw e;
        }
    }

    private static void load(BatchLayout layout, VectorSchemaRoot root, BufferAllocator allocator) {
        List<ArrowFieldNode> nodes = new ArrayList<>();
        for (int i = 0; i < layout.nodeCount(); i++) {
            nodes.add(new ArrowFieldNode(layout.nodeLength(i), layout.nullCount(i)));
        }
        long start = Long.MAX_VALUE;
        long end = 0;
        for (int i = 0; i < layout.bufferCount(); i++) {
            start = Math.min(start, layout.bufferOffset(i));
            end = Math.max(end, layout.bufferOffset(i) + layout.bufferLength(i));
        }
        start = Math.min(start, end);
        try (ArrowBuf body = allocator.wrapForeignAllocation(
                new PinnedAllocation(layout.region().slice(start, end - start).pin()))) {
            List<ArrowBuf> buffers = new ArrayList<>();
            for (int i = 0; i < layout.bufferCount(); i++) {
                buffers.add(body.slice(layout.bufferOffset(i) - start, layout.bufferLength(i)));
            }
            try (ArrowRecordBatch batch = new ArrowRecordBatch(layout.rowCount(), nodes, buffers)) {
                new VectorLoader(root).load(batch);
            }
        }
    }

    /** The memory of one batch, which Arrow gives back when no buffer of it is in use. */
    private static final class PinnedAllocation extends ForeignAllocation {

        private final PinnedMemory memory;

        PinnedAllocation(PinnedMemory memory) {
            super(memory.length(), memory.address());
            this.memory = memory;
        }

        @Override
        protected void release0() {
            memory.close();
        }
    }

    /**
     * Writes vectors as the object that holds a table.
     *
     * @param type what the table must have
     * @param root the vectors; copied, still the caller's
     * @param target is given the object's size, and what writes the object's data
     * @throws UnsupportedOperationException if the JVM's flag is missing
     * @throws IllegalArgumentException if a column has a dictionary
     * @throws dev.dal.ipc.FormatException from writing, if the vectors lack what the type demands; to be thrown on
     */
    public static void write(TableType<?> type, VectorSchemaRoot root, BiConsumer<Long, Consumer<Region>> target) {
        requireFlag();
        Schema schema = root.getSchema();
        schema.getFields().forEach(ArrowBridge::requirePlain);
        try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
            Iterator<ArrowFieldNode> nodes = batch.getNodes().iterator();
            Iterator<ArrowBuf> buffers = batch.getBuffers().iterator();
            List<VectorColumn> columns = new ArrayList<>();
            for (Field field : schema.getFields()) {
                columns.add(VectorColumn.take(field, nodes, buffers));
            }
            RecordBatchStreamWriter stream = new RecordBatchStreamWriter(
                    schema, List.of(new RecordBatchStreamWriter.Batch(root.getRowCount(), columns)));
            target.accept(stream.sizeBytes(), object -> {
                stream.writeTo(object, 0);
                Table.open(type, object);
            });
        }
    }

    private static void requirePlain(Field field) {
        if (field.getDictionary() != null) {
            throw new IllegalArgumentException("Column '" + field.getName()
                    + "': found dictionary encoding; expected plain values. Decode it by DictionaryEncoder.decode.");
        }
        field.getChildren().forEach(ArrowBridge::requirePlain);
    }

    /** One vector's buffers. */
    private record VectorColumn(ArrowFieldNode node, List<ArrowBuf> buffers, List<VectorColumn> children)
            implements ColumnSource {

        /** Takes the node and buffers of a field, and those of its children, from what an unloader lists. */
        static VectorColumn take(Field field, Iterator<ArrowFieldNode> nodes, Iterator<ArrowBuf> buffers) {
            ArrowFieldNode node = nodes.next();
            List<ArrowBuf> own = new ArrayList<>();
            for (int i = TypeLayout.getTypeBufferCount(field.getType()); i > 0; i--) {
                own.add(buffers.next());
            }
            List<VectorColumn> children = new ArrayList<>();
            for (Field child : field.getChildren()) {
                children.add(take(child, nodes, buffers));
            }
            return new VectorColumn(node, own, children);
        }

        @Override
        public long length() {
            return node.getLength();
        }

        @Override
        public long nullCount() {
            return node.getNullCount();
        }

        @Override
        public int bufferCount() {
            return buffers.size();
        }

        @Override
        public long bufferLength(int buffer) {
            return buffers.get(buffer).readableBytes();
        }

        @Override
        public void writeBuffer(int buffer, Region target, long offset) {
            ArrowBuf source = buffers.get(buffer);
            long length = bufferLength(buffer);
            long done = 0;
            while (done < length) {
                int step = (int) Math.min(length - done, Region.WINDOW_BYTES);
                ByteBuffer piece = source.nioBuffer(source.readerIndex() + done, step);
                target.put(offset + done, Region.of(piece.slice(), false, Lifetime.unbounded()), 0, step);
                done += step;
            }
        }
    }
}
