package dev.dal.store.server;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.protocol.NamespaceNameReader;
import java.nio.ByteBuffer;

/** The display names of namespaces, as their declarations in the store tell (dal-format.md section 1). */
final class NamespaceNames {

    private final SharedCore store;

    NamespaceNames(SharedCore store) {
        this.store = store;
    }

    /** The name of the namespace with a prefix; empty if it is not declared. Under the store's lock. */
    String nameOf(int prefix) {
        ObjectLocation location = store.core().locate(ObjectId.of((long) prefix << Integer.SIZE, 0, 0));
        if (location == null) {
            return "";
        }
        // Copied first: whoever maps the object could change it while it is read.
        int length = (int) Math.min(location.dataSize(), NamespaceNameReader.ENOUGH_BYTES);
        byte[] beginning = store.segments().region(location).bytes(0, length);
        return NamespaceNameReader.read(ByteBuffer.wrap(beginning));
    }
}
