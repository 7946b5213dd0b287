package dev.dal.store.protocol;

import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;

/**
 * A table within a payload: fields by slot, found through the vtable. Fields that are absent have their default, 0, as
 * the original peer leaves those out (plasma-store.md section 1.4).
 */
final class FlatTable {

    private static final int VTABLE_HEADER_BYTES = 4;
    private static final int ABSENT = -1;

    private final Payload payload;
    private final int table;
    private final int vtable;
    private final int vtableBytes;
    private final int tableBytes;

    /**
     * A table.
     *
     * @param payload where it is
     * @param position its position, with at least four bytes there
     * @throws dev.dal.store.StoreProtocolException if table or vtable are not inside the payload
     */
    FlatTable(Payload payload, int position) {
        this.payload = payload;
        this.table = position;
        long found = (long) position - payload.intAt(position);
        payload.check(found, VTABLE_HEADER_BYTES);
        this.vtable = (int) found;
        this.vtableBytes = payload.unsignedShortAt(vtable);
        this.tableBytes = payload.unsignedShortAt(vtable + Short.BYTES);
        if (vtableBytes < VTABLE_HEADER_BYTES || vtableBytes % Short.BYTES != 0 || tableBytes < Integer.BYTES) {
            throw payload.malformed("a table of " + tableBytes + " bytes has a vtable of " + vtableBytes);
        }
        payload.check(vtable, vtableBytes);
        payload.check(table, tableBytes);
    }

    /** Position of a field of the given size, or {@link #ABSENT}. */
    private int find(int slot, int size) {
        int entry = VTABLE_HEADER_BYTES + slot * Short.BYTES;
        if (entry >= vtableBytes) {
            return ABSENT;
        }
        int offset = payload.unsignedShortAt(vtable + entry);
        if (offset == 0) {
            return ABSENT;
        }
        if (offset < Integer.BYTES || offset > tableBytes - size) {
            throw payload.malformed(
                    "slot " + slot + " with " + size + " bytes at " + offset + " is outside a table of " + tableBytes);
        }
        return table + offset;
    }

    private int require(int slot, int size) {
        int position = find(slot, size);
        if (position == ABSENT) {
            throw payload.malformed("slot " + slot + " is missing");
        }
        return position;
    }

    int intField(int slot) {
        int position = find(slot, Integer.BYTES);
        return position == ABSENT ? 0 : payload.intAt(position);
    }

    long longField(int slot) {
        int position = find(slot, Long.BYTES);
        return position == ABSENT ? 0 : payload.longAt(position);
    }

    /** A byte, unsigned enough for the enumerations that are read; 0 if it is absent. */
    int byteField(int slot) {
        int position = find(slot, Byte.BYTES);
        return position == ABSENT ? 0 : payload.byteAt(position);
    }

    /** A table; required. */
    FlatTable tableField(int slot) {
        return new FlatTable(payload, payload.follow(require(slot, Integer.BYTES)));
    }

    boolean booleanField(int slot) {
        int position = find(slot, Byte.BYTES);
        return position != ABSENT && payload.byteAt(position) != 0;
    }

    /** An object id that must be there. */
    ObjectId idField(int slot) {
        return payload.idAt(require(slot, Integer.BYTES));
    }

    /** A digest that must be there. */
    long digestField(int slot) {
        return payload.digestAt(require(slot, Integer.BYTES));
    }

    /** The bytes of a string that must be there, not copied. */
    ByteBuffer bytesField(int slot) {
        return payload.bytesAt(require(slot, Integer.BYTES));
    }

    /** A struct that must be there. */
    ObjectSpec specField(int slot) {
        return ObjectSpec.read(payload, require(slot, ObjectSpec.SIZE_BYTES));
    }

    /** A vector that must be there. */
    FlatVector vectorField(int slot, int elementBytes) {
        return new FlatVector(payload, payload.follow(require(slot, Integer.BYTES)), elementBytes);
    }

    /** Checks a vector that may be missing and is not read. */
    void checkVectorField(int slot, int elementBytes) {
        if (find(slot, Integer.BYTES) != ABSENT) {
            vectorField(slot, elementBytes);
        }
    }
}
