package dev.dal.store.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dal.store.DeleteOutcome;
import dev.dal.store.EventSink;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Decodes, describes as plasma-vectors.json does, and encodes again the messages of one type. */
final class Recoder<T> {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NOTHING = "";

    private final Function<ByteBuffer, T> decode;
    private final Function<T, JsonNode> describe;
    private final BiFunction<FrameWriter, T, ByteBuffer> encode;
    private final boolean empty;

    private Recoder(
            Function<ByteBuffer, T> decode,
            Function<T, JsonNode> describe,
            BiFunction<FrameWriter, T, ByteBuffer> encode,
            boolean empty) {
        this.decode = decode;
        this.describe = describe;
        this.encode = encode;
        this.empty = empty;
    }

    private static final Map<String, Recoder<?>> BY_MESSAGE = Map.ofEntries(
            empty("ConnectRequest", ConnectCodec::encodeRequest),
            number("ConnectReply", "memory_capacity", ConnectCodec::decodeReply, ConnectCodec::encodeReply),
            empty("SubscribeRequest", SubscribeCodec::encodeRequest),
            empty("ListRequest", ListCodec::encodeRequest),
            empty("GetDebugStringRequest", DebugStringCodec::encodeRequest),
            empty("RefreshLRUReply", RefreshLruCodec::encodeReply),
            number("EvictRequest", "num_bytes", EvictCodec::decodeRequest, EvictCodec::encodeRequest),
            number("EvictReply", "num_bytes", EvictCodec::decodeReply, EvictCodec::encodeReply),
            id("AbortRequest", AbortCodec::decodeRequest, AbortCodec::encodeRequest),
            id("AbortReply", AbortCodec::decodeReply, AbortCodec::encodeReply),
            id("ReleaseRequest", ReleaseCodec::decodeRequest, ReleaseCodec::encodeRequest),
            id("ContainsRequest", ContainsCodec::decodeRequest, ContainsCodec::encodeRequest),
            error("CreateAndSealReply", CreateAndSealCodec::decodeReply, CreateAndSealCodec::encodeReply),
            error(
                    "CreateAndSealBatchReply",
                    CreateAndSealBatchCodec::decodeReply,
                    CreateAndSealBatchCodec::encodeReply),
            error("SetOptionsReply", SetOptionsCodec::decodeReply, SetOptionsCodec::encodeReply),
            entry("CreateRequest", CreateCodec::decodeRequest, Recoder::describe, CreateCodec::encodeRequest),
            entry("CreateReply", CreateCodec::decodeReply, Recoder::describe, CreateCodec::encodeReply),
            entry(
                    "CreateAndSealRequest",
                    CreateAndSealCodec::decodeRequest,
                    Recoder::describe,
                    (writer, r) -> CreateAndSealCodec.encodeRequest(
                            writer, r.id(), r.evictIfFull(), r.data(), r.metadata(), r.digest())),
            entry(
                    "CreateAndSealBatchRequest",
                    CreateAndSealBatchCodec::decodeRequest,
                    Recoder::describe,
                    (writer, r) -> CreateAndSealBatchCodec.encodeRequest(writer, r.evictIfFull(), r.items())),
            entry(
                    "SealRequest",
                    SealCodec::decodeRequest,
                    r -> object("object_id", hex(r.id()), "digest", hex(r.digest())),
                    (writer, r) -> SealCodec.encodeRequest(writer, r.id(), r.digest())),
            entry(
                    "SealReply",
                    SealCodec::decodeReply,
                    r -> object("object_id", hex(r.id()), "error", r.error().number()),
                    (writer, r) -> SealCodec.encodeReply(writer, r.id(), r.error())),
            entry(
                    "GetRequest",
                    GetCodec::decodeRequest,
                    r -> object("object_ids", ids(r.ids()), "timeout_ms", r.timeoutMillis()),
                    (writer, r) -> GetCodec.encodeRequest(writer, r.ids(), r.timeoutMillis())),
            entry("GetReply", GetCodec::decodeReply, Recoder::describe, GetCodec::encodeReply),
            entry(
                    "DeleteRequest",
                    DeleteCodec::decodeRequest,
                    ids -> object("count", ids.size(), "object_ids", ids(ids)),
                    DeleteCodec::encodeRequest),
            entry(
                    "DeleteReply",
                    DeleteCodec::decodeReply,
                    Recoder::describe,
                    (writer, r) -> DeleteCodec.encodeReply(writer, r.ids(), r.outcomes())),
            entry(
                    "ContainsReply",
                    ContainsCodec::decodeReply,
                    r -> object("object_id", hex(r.id()), "has_object", r.present() ? 1 : 0),
                    (writer, r) -> ContainsCodec.encodeReply(writer, r.id(), r.present())),
            entry("ListReply", ListCodec::decodeReply, Recoder::describeList, ListCodec::encodeReply),
            entry(
                    "SetOptionsRequest",
                    SetOptionsCodec::decodeRequest,
                    r -> object("client_name", hex(r.clientName()), "output_memory_quota", r.outputMemoryQuotaBytes()),
                    (writer, r) -> SetOptionsCodec.encodeRequest(writer, r.clientName(), r.outputMemoryQuotaBytes())),
            entry(
                    "GetDebugStringReply",
                    DebugStringCodec::decodeReply,
                    text -> object("debug_string", hex(text)),
                    DebugStringCodec::encodeReply),
            entry(
                    "RefreshLRURequest",
                    RefreshLruCodec::decodeRequest,
                    ids -> object("object_ids", ids(ids)),
                    RefreshLruCodec::encodeRequest),
            entry("PlasmaNotification", Heard::of, Heard::describe, (writer, heard) -> heard.encode(writer)));

    static Recoder<?> of(String message) {
        Recoder<?> recoder = BY_MESSAGE.get(message);
        if (recoder == null) {
            throw new AssertionError("no codec for " + message);
        }
        return recoder;
    }

    /** Whether the message has no fields, so that nobody looks into its payload. */
    boolean isEmpty() {
        return empty;
    }

    JsonNode describe(ByteBuffer payload) {
        return describe.apply(decode.apply(payload));
    }

    ByteBuffer reencode(ByteBuffer payload, FrameWriter writer) {
        return encode.apply(writer, decode.apply(payload));
    }

    private static <T> Map.Entry<String, Recoder<?>> entry(
            String message,
            Function<ByteBuffer, T> decode,
            Function<T, JsonNode> describe,
            BiFunction<FrameWriter, T, ByteBuffer> encode) {
        return Map.entry(message, new Recoder<>(decode, describe, encode, false));
    }

    private static Map.Entry<String, Recoder<?>> empty(String message, Function<FrameWriter, ByteBuffer> encode) {
        return Map.entry(
                message,
                new Recoder<>(
                        payload -> NOTHING, nothing -> object(), (writer, nothing) -> encode.apply(writer), true));
    }

    private static Map.Entry<String, Recoder<?>> number(
            String message,
            String field,
            Function<ByteBuffer, Long> decode,
            BiFunction<FrameWriter, Long, ByteBuffer> encode) {
        return entry(message, decode, number -> object(field, number), encode);
    }

    private static Map.Entry<String, Recoder<?>> id(
            String message,
            Function<ByteBuffer, ObjectId> decode,
            BiFunction<FrameWriter, ObjectId, ByteBuffer> encode) {
        return entry(message, decode, id -> object("object_id", hex(id)), encode);
    }

    private static Map.Entry<String, Recoder<?>> error(
            String message,
            Function<ByteBuffer, PlasmaError> decode,
            BiFunction<FrameWriter, PlasmaError, ByteBuffer> encode) {
        return entry(message, decode, error -> object("error", error.number()), encode);
    }

    private static JsonNode describe(CreateCodec.Request request) {
        return object(
                "object_id", hex(request.id()),
                "evict_if_full", request.evictIfFull(),
                "data_size", request.dataSize(),
                "metadata_size", request.metadataSize(),
                "device_num", request.deviceNumber());
    }

    private static JsonNode describe(CreateCodec.Reply reply) {
        ObjectLocation location = reply.location();
        AnnouncedSegment segment = reply.segment();
        return object(
                "object_id",
                hex(reply.id()),
                "plasma_object",
                location == null ? spec(0, 0, 0, 0, 0) : spec(location),
                "error",
                reply.error().number(),
                "store_fd",
                segment == null ? 0 : segment.key(),
                "mmap_size",
                segment == null ? 0L : segment.announcedBytes(),
                "ipc_handle",
                JSON.nullNode());
    }

    private static JsonNode describe(CreateAndSealCodec.Request request) {
        return object(
                "object_id", hex(request.id()),
                "evict_if_full", request.evictIfFull(),
                "data", hex(request.data()),
                "metadata", hex(request.metadata()),
                "digest", hex(request.digest()));
    }

    private static JsonNode describe(CreateAndSealBatchCodec.Request request) {
        List<CreateAndSealBatchCodec.Item> items = request.items();
        return object(
                "object_ids", array(items, item -> JSON.textNode(hex(item.id()))),
                "evict_if_full", request.evictIfFull(),
                "data", array(items, item -> JSON.textNode(hex(item.data()))),
                "metadata", array(items, item -> JSON.textNode(hex(item.metadata()))),
                "digest", array(items, item -> JSON.textNode(hex(item.digest()))));
    }

    private static JsonNode describe(GetCodec.Reply reply) {
        return object(
                "object_ids", ids(reply.ids()),
                "plasma_objects", array(reply.locations(), place -> place == null ? spec(0, 0, -1, 0, 0) : spec(place)),
                "store_fds", array(reply.segments(), segment -> JSON.numberNode(segment.key())),
                "mmap_sizes", array(reply.segments(), segment -> JSON.numberNode(segment.announcedBytes())),
                "handles", JSON.arrayNode());
    }

    private static JsonNode describe(DeleteCodec.Reply reply) {
        Map<DeleteOutcome, Integer> numbers = Map.of(
                DeleteOutcome.DELETED, 0,
                DeleteOutcome.NOT_FOUND, 2,
                DeleteOutcome.DEFERRED_UNSEALED, 4,
                DeleteOutcome.DEFERRED_IN_USE, 5);
        return object(
                "count", reply.ids().size(),
                "object_ids", ids(reply.ids()),
                "errors", array(reply.outcomes(), outcome -> JSON.numberNode(numbers.get(outcome))));
    }

    private static JsonNode describeList(List<ObjectInfo> objects) {
        return object(
                "objects",
                array(
                        objects,
                        info -> object(
                                "object_id", hex(info.id()),
                                "data_size", info.dataSize(),
                                "metadata_size", info.metadataSize(),
                                "ref_count", info.refCount(),
                                "create_time", info.createTimeSeconds(),
                                "construct_duration", info.constructDurationSeconds(),
                                "digest", info.sealed() ? hex(info.digest()) : "",
                                "is_deletion", false)));
    }

    private static JsonNode spec(ObjectLocation location) {
        return spec(
                location.segment(),
                location.dataOffset(),
                location.dataSize(),
                location.metadataOffset(),
                location.metadataSize());
    }

    private static JsonNode spec(int segment, long dataOffset, long dataSize, long metadataOffset, long metadataSize) {
        return object(
                "segment_index", segment,
                "data_offset", dataOffset,
                "data_size", dataSize,
                "metadata_offset", metadataOffset,
                "metadata_size", metadataSize,
                "device_num", 0);
    }

    private static ObjectNode object(Object... namesAndValues) {
        ObjectNode object = JSON.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            String name = (String) namesAndValues[i];
            if (value instanceof JsonNode node) {
                object.set(name, node);
            } else {
                object.putPOJO(name, value);
            }
        }
        return object;
    }

    private static <E> ArrayNode array(List<E> elements, Function<E, JsonNode> describe) {
        ArrayNode array = JSON.arrayNode();
        elements.forEach(element -> array.add(describe.apply(element)));
        return array;
    }

    private static ArrayNode ids(List<ObjectId> ids) {
        return array(ids, id -> JSON.textNode(hex(id)));
    }

    private static String hex(ObjectId id) {
        return id.toString();
    }

    private static String hex(long digest) {
        return HexFormat.of().toHexDigits(Long.reverseBytes(digest));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }

    /** What a subscriber heard of one notification. Digests are not passed on, so they are not described either. */
    private static final class Heard implements EventSink {
        private final List<ObjectInfo> sealed = new ArrayList<>();
        private final List<ObjectId> deleted = new ArrayList<>();

        static Heard of(ByteBuffer payload) {
            Heard heard = new Heard();
            int count = NotificationCodec.decode(payload, heard);
            if (count != heard.sealed.size() + heard.deleted.size()) {
                throw new AssertionError("count=" + count);
            }
            return heard;
        }

        @Override
        public void sealed(ObjectId id, long dataSize, long metadataSize) {
            sealed.add(new ObjectInfo(id, dataSize, metadataSize, 0, 0, 0, 0, true));
        }

        @Override
        public void deleted(ObjectId id) {
            deleted.add(id);
        }

        JsonNode describe() {
            ArrayNode entries = array(sealed, info -> entry(info.id(), info.dataSize(), info.metadataSize(), false));
            deleted.forEach(id -> entries.add(entry(id, 0, 0, true)));
            return object("object_info", entries);
        }

        private static JsonNode entry(ObjectId id, long dataSize, long metadataSize, boolean deletion) {
            return object(
                    "object_id",
                    hex(id),
                    "data_size",
                    dataSize,
                    "metadata_size",
                    metadataSize,
                    "ref_count",
                    0,
                    "create_time",
                    0,
                    "construct_duration",
                    0,
                    "is_deletion",
                    deletion);
        }

        ByteBuffer encode(FrameWriter writer) {
            if (!deleted.isEmpty()) {
                return NotificationCodec.encodeDeletion(writer, deleted.get(0));
            }
            ObjectInfo first = sealed.get(0);
            return sealed.size() > 1
                    ? NotificationCodec.encodeSeals(writer, sealed)
                    : NotificationCodec.encodeSeal(writer, first.id(), first.dataSize(), first.metadataSize(), 1);
        }
    }
}
