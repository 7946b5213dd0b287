package dev.dal.store.server;

import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.MessageType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Frames that no codec writes. */
final class RawFrames {

    private RawFrames() {}

    /** A frame of any header and payload. */
    static ByteBuffer frame(long version, long type, long announced, byte... payload) {
        return ByteBuffer.allocateDirect(Framing.HEADER_BYTES + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(version)
                .putLong(type)
                .putLong(announced)
                .put(payload)
                .flip();
    }

    /** A frame with a payload of zeros, or without one. */
    static ByteBuffer zeros(MessageType type, int payloadBytes) {
        return frame(0, type.number(), payloadBytes, new byte[payloadBytes]);
    }

    /** A Create for the given device: the same table with one slot more. */
    static ByteBuffer withDevice(ByteBuffer hostMemoryCreate, int device) {
        ByteBuffer old = hostMemoryCreate
                .slice(
                        hostMemoryCreate.position() + Framing.HEADER_BYTES,
                        hostMemoryCreate.remaining() - Framing.HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        int table = old.getInt(0);
        int vtable = table - old.getInt(table);
        int id = table + old.getShort(vtable + 4) + old.getInt(table + old.getShort(vtable + 4));
        byte[] idBytes = new byte[20];
        old.get(id + 4, idBytes);
        long dataSize = old.getLong(table + old.getShort(vtable + 8));
        // vtable at 4 (14 bytes, to 18), table at 20: -> vtable, id, device, pad, data size; id string at 44
        ByteBuffer payload = ByteBuffer.allocate(72).order(ByteOrder.LITTLE_ENDIAN);
        payload.putInt(0, 20).putShort(4, (short) 14).putShort(6, (short) 24);
        payload.putShort(8, (short) 4).putShort(12, (short) 16).putShort(16, (short) 8);
        payload.putInt(20, 16).putInt(24, 20).putInt(28, device).putLong(36, dataSize);
        payload.putInt(44, 20).put(48, idBytes);
        return frame(0, MessageType.CREATE_REQUEST.number(), 72, payload.array());
    }
}
