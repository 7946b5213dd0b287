package dev.dal.value;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Cells of one type that are collected for a child of a union. */
abstract class CellColumn {

    private final ValueTag tag;
    private int count;

    CellColumn(ValueTag tag) {
        this.tag = tag;
    }

    /** Number of cells. */
    final int count() {
        return count;
    }

    final void counted() {
        count++;
    }

    final ColumnContent content() {
        return new ColumnContent(tag.childName(), tag.type(), count, buffers(), children());
    }

    abstract List<List<byte[]>> buffers();

    List<ColumnContent> children() {
        return List.of();
    }

    /** Python's None, which has no bytes. */
    static final class Nothing extends CellColumn {

        Nothing() {
            super(ValueTag.NONE);
        }

        @Override
        List<List<byte[]>> buffers() {
            return List.of();
        }
    }

    /** Bits. */
    static final class Bits extends CellColumn {

        private final BitSet bits = new BitSet();

        Bits() {
            super(ValueTag.BOOL);
        }

        void add(boolean value) {
            bits.set(count(), value);
            counted();
        }

        @Override
        List<List<byte[]>> buffers() {
            byte[] bytes = new byte[(count() + Byte.SIZE - 1) / Byte.SIZE];
            byte[] set = bits.toByteArray();
            System.arraycopy(set, 0, bytes, 0, set.length);
            return List.of(List.of(bytes));
        }
    }

    /** Numbers, of 4 or 8 bytes. */
    static final class Numbers extends CellColumn {

        private final CellBytes values = new CellBytes();

        Numbers(ValueTag tag) {
            super(tag);
        }

        void addInt(int value) {
            values.putInt(value);
            counted();
        }

        void addLong(long value) {
            values.putLong(value);
            counted();
        }

        @Override
        List<List<byte[]>> buffers() {
            return List.of(values.asBuffer());
        }
    }

    /** Strings and bytes. */
    static final class Variable extends CellColumn {

        private final CellBytes offsets = new CellBytes();
        private final List<byte[]> values = new ArrayList<>();
        private int end;

        Variable(ValueTag tag) {
            super(tag);
            offsets.putInt(0);
        }

        void add(byte[] value) {
            if (value.length > Integer.MAX_VALUE - end) {
                throw new UnsupportedValueException("The strings, or the byte arrays, of a value have 2 GiB or more"
                        + " together. Put them as ByteBuffers or tensors.");
            }
            end += value.length;
            offsets.putInt(end);
            values.add(value);
            counted();
        }

        @Override
        List<List<byte[]>> buffers() {
            return List.of(offsets.asBuffer(), values);
        }
    }

    /** Containers: each cell is a range of what is collected below. */
    abstract static class Nested extends CellColumn {

        private final CellBytes offsets = new CellBytes();

        Nested(ValueTag tag) {
            super(tag);
            offsets.putInt(0);
        }

        final void endCell(int end) {
            offsets.putInt(end);
            counted();
        }

        @Override
        final List<List<byte[]>> buffers() {
            return List.of(offsets.asBuffer());
        }
    }

    /** Lists, tuples and sets. */
    static final class Sequences extends Nested {

        private static final String ITEM = "item";

        final UnionWriter items;

        Sequences(ValueTag tag, UnionWriter items) {
            super(tag);
            this.items = items;
        }

        @Override
        List<ColumnContent> children() {
            return List.of(items.content(ITEM));
        }
    }

    /** Dictionaries. */
    static final class Entries extends Nested {

        final UnionWriter keys;
        final UnionWriter values;

        Entries(UnionWriter keys, UnionWriter values) {
            super(ValueTag.DICT);
            this.keys = keys;
            this.values = values;
        }

        @Override
        List<ColumnContent> children() {
            List<ColumnContent> parts = List.of(keys.content("keys"), values.content("vals"));
            return List.of(new ColumnContent("item", ArrowType.Struct.INSTANCE, keys.count(), List.of(), parts));
        }
    }
}
