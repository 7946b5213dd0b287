package dev.dal.table;

import dev.dal.ipc.ColumnReader;
import dev.dal.store.memory.Lifetime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The parts of a column, one per record batch, as one sequence of cells. Parts without cells are left out. Immutable. */
final class Chunks {

    private final Lifetime lifetime;
    private final Chunk[] chunks;
    /** Index of the first cell of every part, and behind the last the number of cells. */
    private final long[] starts;

    /**
     * Successive cells of one batch.
     *
     * @param reader the column in that batch
     * @param from index of the first row
     * @param length number of rows
     */
    record Chunk(ColumnReader reader, int from, int length) {

        boolean hasNulls() {
            return nullCount() > 0;
        }

        int nullCount() {
            if (reader.nullCount() == 0 || length == reader.rowCount()) {
                return reader.nullCount();
            }
            int nulls = 0;
            for (int row = from; row < from + length; row++) {
                nulls += reader.isNull(row) ? 1 : 0;
            }
            return nulls;
        }
    }

    private Chunks(Lifetime lifetime, Chunk[] chunks) {
        this.lifetime = lifetime;
        this.chunks = chunks;
        this.starts = new long[chunks.length + 1];
        for (int i = 0; i < chunks.length; i++) {
            starts[i + 1] = starts[i] + chunks[i].length;
        }
    }

    /**
     * A sequence.
     *
     * @param lifetime until when it may be used
     * @param parts its parts
     * @return the sequence
     */
    static Chunks of(Lifetime lifetime, List<Chunk> parts) {
        return new Chunks(
                lifetime, parts.stream().filter(part -> part.length > 0).toArray(Chunk[]::new));
    }

    /**
     * Whole columns, one after another.
     *
     * @param lifetime until when they may be used
     * @param readers the columns
     * @return the sequence
     */
    static Chunks ofAll(Lifetime lifetime, List<ColumnReader> readers) {
        return of(
                lifetime,
                readers.stream()
                        .map(reader -> new Chunk(reader, 0, reader.rowCount()))
                        .toList());
    }

    Lifetime lifetime() {
        return lifetime;
    }

    long length() {
        return starts[chunks.length];
    }

    int count() {
        return chunks.length;
    }

    Chunk get(int chunk) {
        return chunks[chunk];
    }

    long nullCount() {
        lifetime.check();
        long nulls = 0;
        for (Chunk chunk : chunks) {
            nulls += chunk.nullCount();
        }
        return nulls;
    }

    /**
     * Which part a cell is in.
     *
     * @param index of the cell
     * @return index of the part
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    int find(long index) {
        if (index < 0 || index >= length()) {
            throw new IndexOutOfBoundsException(
                    "Row " + index + " of a table or list; expected 0 to less than " + length() + ".");
        }
        if (chunks.length == 1) {
            return 0;
        }
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    /** The column that a cell of a part is in. */
    ColumnReader reader(int chunk) {
        return chunks[chunk].reader;
    }

    /** The row of a cell in the column of its part. */
    int row(int chunk, long index) {
        return chunks[chunk].from + (int) (index - starts[chunk]);
    }

    /**
     * A part of the sequence.
     *
     * @param from index of the first cell
     * @param length number of cells
     * @return the part
     * @throws IndexOutOfBoundsException if there are not so many cells
     */
    Chunks slice(long from, long length) {
        Objects.checkFromIndexSize(from, length, length());
        List<Chunk> parts = new ArrayList<>();
        for (int i = 0; i < chunks.length; i++) {
            long first = Math.max(from, starts[i]);
            long end = Math.min(from + length, starts[i + 1]);
            if (first < end) {
                parts.add(new Chunk(chunks[i].reader, row(i, first), (int) (end - first)));
            }
        }
        return of(lifetime, parts);
    }

    /**
     * A member of structs.
     *
     * @param member index of the child column
     * @return its cells, row by row
     */
    Chunks member(int member) {
        List<Chunk> parts = new ArrayList<>();
        for (Chunk chunk : chunks) {
            parts.add(new Chunk(chunk.reader.children().get(member), chunk.from, chunk.length));
        }
        return of(lifetime, parts);
    }

    /**
     * The elements of all lists.
     *
     * @return the elements of one list after those of another
     */
    Chunks elements() {
        List<Chunk> parts = new ArrayList<>();
        for (Chunk chunk : chunks) {
            int start = chunk.reader.listStart(chunk.from);
            int end = chunk.reader.listEnd(chunk.from + chunk.length - 1);
            parts.add(elements(chunk.reader, start, Math.max(start, end)));
        }
        return of(lifetime, parts);
    }

    /**
     * The elements of one list.
     *
     * @param index of the list
     * @return its elements
     */
    Chunks elements(long index) {
        int chunk = find(index);
        ColumnReader reader = reader(chunk);
        int row = row(chunk, index);
        return of(lifetime, List.of(elements(reader, reader.listStart(row), reader.listEnd(row))));
    }

    private static Chunk elements(ColumnReader list, int start, int end) {
        return new Chunk(list.children().get(0), start, end - start);
    }
}
