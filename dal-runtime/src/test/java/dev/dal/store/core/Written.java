package dev.dal.store.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;

/** An object whose bytes came with a request, and are nothing. */
record Written(ObjectId id, long dataSize) implements InlineObject {
    @Override
    public long metadataSize() {
        return 0;
    }

    @Override
    public long digest() {
        return 0;
    }

    @Override
    public void writeTo(ObjectLocation location) {
        assertThat(location.dataSize()).isEqualTo(dataSize);
    }
}
