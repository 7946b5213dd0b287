package dev.dal.store.transport;

import java.nio.ByteBuffer;

/**
 * The native structures of one {@code sendmsg} or {@code recvmsg} that carries bytes and file descriptors, made once
 * and used again for every call.
 *
 * <pre>
 *   0  struct iovec     base address 8, length 8
 *  16  struct msghdr    name 8, name length 8, iovec address 8, iovec count 8,
 *                       control address 8, control length 8, flags 8
 *  72  control space    length 8, level 4, type 4, descriptors 4 each: one if all is well, room for two
 *  96  data byte        what goes with a descriptor
 * </pre>
 *
 * Layout of the C library on 64-bit Linux; use of the control space as in platform-notes.md section 1.
 */
final class MessageBlock {

    private static final int IOV_BASE = 0;
    private static final int IOV_LENGTH = 8;
    private static final int HEADER = 16;
    private static final int HEADER_IOV = HEADER + 16;
    private static final int HEADER_IOV_COUNT = HEADER + 24;
    private static final int HEADER_CONTROL = HEADER + 32;
    private static final int HEADER_CONTROL_LENGTH = HEADER + 40;
    private static final int HEADER_FLAGS = HEADER + 48;
    private static final int CONTROL = 72;
    private static final int CONTROL_LEVEL = CONTROL + 8;
    private static final int CONTROL_TYPE = CONTROL + 12;
    private static final int CONTROL_DESCRIPTORS = CONTROL + 16;
    private static final int CONTROL_SPACE = 24;
    private static final int DATA_BYTE = CONTROL + CONTROL_SPACE;
    private static final int BLOCK_BYTES = DATA_BYTE + 8;

    /** {@code CMSG_LEN} of one descriptor; its low byte is what the original sends along with it. */
    private static final int ONE_DESCRIPTOR_LENGTH = 20;

    private final NativeBlock block = new NativeBlock(BLOCK_BYTES);
    private final ByteBuffer bytes = block.bytes;

    /** Address of the message header. */
    long address() {
        return block.address + HEADER;
    }

    /** Prepares to receive bytes and the descriptors that come with them; before every call. */
    void prepareReceive(long address, int lengthBytes) {
        prepare(address, lengthBytes);
        bytes.putInt(HEADER_FLAGS, 0);
    }

    /** Prepares to send one descriptor along with its data byte; before every call. */
    void prepareSend(int fd) {
        prepare(block.address + DATA_BYTE, 1);
        bytes.putLong(CONTROL, ONE_DESCRIPTOR_LENGTH);
        bytes.putInt(CONTROL_LEVEL, SocketCalls.SOL_SOCKET);
        bytes.putInt(CONTROL_TYPE, SocketCalls.SCM_RIGHTS);
        bytes.putInt(CONTROL_DESCRIPTORS, fd);
        bytes.put(DATA_BYTE, (byte) ONE_DESCRIPTOR_LENGTH);
    }

    private void prepare(long address, int lengthBytes) {
        bytes.putLong(IOV_BASE, address);
        bytes.putLong(IOV_LENGTH, lengthBytes);
        bytes.putLong(HEADER_IOV, block.address);
        bytes.putLong(HEADER_IOV_COUNT, 1);
        bytes.putLong(HEADER_CONTROL, block.address + CONTROL);
        bytes.putLong(HEADER_CONTROL_LENGTH, CONTROL_SPACE);
    }

    /** Number of descriptors that the last receive brought and this process now holds. */
    int descriptorCount() {
        long control = bytes.getLong(HEADER_CONTROL_LENGTH);
        long length = Math.min(control, bytes.getLong(CONTROL));
        boolean rights = control > CONTROL_DESCRIPTORS - CONTROL
                && bytes.getInt(CONTROL_LEVEL) == SocketCalls.SOL_SOCKET
                && bytes.getInt(CONTROL_TYPE) == SocketCalls.SCM_RIGHTS;
        return rights ? (int) (length - (CONTROL_DESCRIPTORS - CONTROL)) / Integer.BYTES : 0;
    }

    /** Whether the last receive brought more descriptors than there is room for; the kernel has closed the rest. */
    boolean wasCut() {
        return (bytes.getInt(HEADER_FLAGS) & SocketCalls.MSG_CTRUNC) != 0;
    }

    /** A descriptor that the last receive brought. */
    int descriptor(int index) {
        return bytes.getInt(CONTROL_DESCRIPTORS + index * Integer.BYTES);
    }
}
