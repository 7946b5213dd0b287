package dev.dal.store.protocol;

import java.nio.ByteBuffer;

/**
 * Subscribe: begins a subscription (plasma-store.md section 4.13). The request has no fields and no reply; one
 * descriptor follows it, the store's end of the socket for notifications.
 */
public final class SubscribeCodec {

    private SubscribeCodec() {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer) {
        return writer.finishEmpty(MessageType.SUBSCRIBE_REQUEST);
    }
}
