package dev.dal.store.core;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes that are nowhere; remembers where they were to be written. */
final class FakeInlineObject implements InlineObject {

    private final long number;
    private final long dataSize;
    private final long metadataSize;

    @Nullable
    ObjectLocation writtenTo;

    @Nullable
    RuntimeException failure;

    FakeInlineObject(long number, long dataSize, long metadataSize) {
        this.number = number;
        this.dataSize = dataSize;
        this.metadataSize = metadataSize;
    }

    /** Objects of ten bytes. */
    static List<FakeInlineObject> batch(long... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> new FakeInlineObject(number, 10, 0))
                .toList();
    }

    @Override
    public ObjectId id() {
        return CoreFixture.id(number);
    }

    @Override
    public long dataSize() {
        return dataSize;
    }

    @Override
    public long metadataSize() {
        return metadataSize;
    }

    @Override
    public long digest() {
        return 100 + number;
    }

    @Override
    public void writeTo(ObjectLocation location) {
        if (failure != null) {
            throw failure;
        }
        writtenTo = location;
    }
}
