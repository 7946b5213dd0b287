package dev.dal.table;

import org.apache.arrow.vector.types.pojo.Field;

/** A column whose cells have no accessor: all of them are null, or of a type that is not read here. */
final class OpaqueColumn extends Column {

    /**
     * A view.
     *
     * @param field name and type
     * @param chunks the cells
     */
    OpaqueColumn(Field field, Chunks chunks) {
        super(field, chunks);
    }

    @Override
    public OpaqueColumn slice(long from, long length) {
        return new OpaqueColumn(field(), slicedChunks(from, length));
    }
}
