package dev.dal.store.protocol;

import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the display name out of the declaration of a namespace: the value of {@code proc:namespace} among the metadata of
 * its first encapsulated message, a Schema (dal-format.md section 1). All that a store knows of what its objects mean.
 */
public final class NamespaceNameReader {

    /** As many bytes at the beginning of a declaration have its name, unless its owner has a very long command line. */
    public static final int ENOUGH_BYTES = 64 << 10;

    private static final int CONTINUATION = -1;
    private static final int PREFIX_BYTES = 2 * Integer.BYTES;

    private static final int MESSAGE_HEADER_TYPE = 1;
    private static final int MESSAGE_HEADER = 2;
    private static final int SCHEMA_TYPE = 1;
    private static final int SCHEMA_METADATA = 2;
    private static final int KEY = 0;
    private static final int VALUE = 1;
    private static final ByteBuffer NAME_KEY = ByteBuffer.wrap("proc:namespace".getBytes(StandardCharsets.US_ASCII))
            .asReadOnlyBuffer();

    private NamespaceNameReader() {}

    /**
     * The name.
     *
     * @param declaration the beginning of a declaration, from position to limit; nobody else may change it meanwhile
     * @return the display name; empty if these bytes are not a declaration, or its first message is not whole
     */
    public static String read(ByteBuffer declaration) {
        ByteBuffer bytes = declaration.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < PREFIX_BYTES || bytes.getInt(0) != CONTINUATION) {
            return "";
        }
        int length = bytes.getInt(Integer.BYTES);
        if (length <= 0 || length > bytes.remaining() - PREFIX_BYTES) {
            return "";
        }
        try {
            return name(new Payload(bytes.slice(PREFIX_BYTES, length), MessageType.NOTIFICATION).root());
        } catch (StoreProtocolException malformed) {
            return "";
        }
    }

    private static String name(FlatTable message) {
        if (message.byteField(MESSAGE_HEADER_TYPE) != SCHEMA_TYPE) {
            return "";
        }
        FlatVector metadata =
                message.tableField(MESSAGE_HEADER).vectorField(SCHEMA_METADATA, FlatVector.REFERENCE_BYTES);
        for (int i = 0; i < metadata.count(); i++) {
            FlatTable entry = metadata.tableAt(i);
            if (entry.bytesField(KEY).equals(NAME_KEY)) {
                return StandardCharsets.UTF_8.decode(entry.bytesField(VALUE)).toString();
            }
        }
        return "";
    }
}
