package dev.dal.store.server;

import static dev.dal.store.server.RawClient.NOTHING;
import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.protocol.CreateAndSealBatchCodec.Item;
import dev.dal.store.protocol.CreateAndSealCodec;
import dev.dal.store.protocol.CreateCodec;
import dev.dal.store.protocol.GetCodec;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.store.protocol.RefreshLruCodec;
import dev.dal.store.protocol.ReleaseCodec;
import dev.dal.store.protocol.SealCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every request and its answer, over a socket. */
class SocketRequestsTest {

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(1_000_000);

    private RawClient one;
    private RawClient two;

    @BeforeEach
    void connect() {
        one = fixture.client();
        two = fixture.client();
    }

    @Test
    void connectIsAnsweredWithTheCapacityAndMayBeRepeated() {
        assertThat(one.connect()).isEqualTo(1_000_000);
        assertThat(one.connect()).isEqualTo(1_000_000);
    }

    @Test
    void whatOneWritesTheOtherReads() {
        CreateCodec.Reply created = one.create(id(1), 5);
        assertThat(created.error()).isEqualTo(PlasmaError.OK);
        one.data(created.location()).put(0, "hello".getBytes(StandardCharsets.US_ASCII));
        assertThat(two.get(id(1))).isNull();
        assertThat(one.seal(id(1))).isEqualTo(PlasmaError.OK);

        assertThat(two.text(two.get(id(1)))).isEqualTo("hello");
    }

    @Test
    void inlineObjectsCanBeRead() {
        assertThat(one.put(id(1), "inline")).isEqualTo(PlasmaError.OK);
        assertThat(one.put(id(1), "again")).isEqualTo(PlasmaError.OBJECT_EXISTS);
        assertThat(one.put(id(2), "")).isEqualTo(PlasmaError.OK);

        assertThat(two.text(two.get(id(1)))).isEqualTo("inline");
        assertThat(two.text(two.get(id(2)))).isEmpty();
        assertThat(two.segmentCount()).isEqualTo(1);
    }

    @Test
    void metadataLieRightBehindTheData() {
        ByteBuffer data = ByteBuffer.wrap(new byte[] {1, 2, 3});
        ByteBuffer metadata = ByteBuffer.wrap(new byte[] {4, 5});
        one.send(CreateAndSealCodec.encodeRequest(one.writer, id(1), true, data, metadata, 7));
        one.reply(MessageType.CREATE_AND_SEAL_REPLY);

        ObjectLocation location = two.get(id(1));
        assertThat(location.metadataOffset()).isEqualTo(location.dataOffset() + 3);
        ObjectLocation both = new ObjectLocation(location.segment(), location.dataOffset(), 5, 0);
        assertThat(two.data(both).bytes(0, 5)).containsExactly(1, 2, 3, 4, 5);
        assertThat(two.list().get(0).digest()).isEqualTo(7);
    }

    @Test
    void descriptorsAreSentOncePerConnectionAndSegment() {
        one.create(id(3), 400_000);
        one.create(id(1), 100);
        one.seal(id(1));
        one.get(id(1));
        assertThat(one.segmentCount()).isEqualTo(1);

        // There is room for it, but not in one piece.
        one.abort(id(3));
        CreateCodec.Reply large = one.create(id(4), 900_000);
        assertThat(large.error()).isEqualTo(PlasmaError.OK);
        assertThat(one.segmentCount()).isEqualTo(2);
        one.seal(id(4));

        two.sendGet(0, id(4), id(1), id(4));
        GetCodec.Reply reply = GetCodec.decodeReply(two.reply(MessageType.GET_REPLY));
        assertThat(reply.segments())
                .extracting(segment -> segment.key())
                .containsExactly(large.location().segment(), 1);
        assertThat(reply.segments()).allMatch(segment -> segment.announcedBytes() % 4096 == 8);
    }

    @Test
    void refusalsOfCreateHaveTheirNumbers() {
        one.create(id(1), 10);
        CreateCodec.Reply exists = two.create(id(1), 10);
        assertThat(exists.error()).isEqualTo(PlasmaError.OBJECT_EXISTS);
        assertThat(exists.id()).isEqualTo(id(1));
        assertThat(two.create(id(2), 1_000_000).error()).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        assertThat(two.create(id(2), -1).error()).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        assertThat(two.create(id(2), Long.MAX_VALUE).error()).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        assertThat(two.create(id(2), 999_990).error()).isEqualTo(PlasmaError.OK);
    }

    @Test
    void otherDevicesThanHostMemoryAreRefused() {
        ByteBuffer frame = CreateCodec.encodeRequest(one.writer, id(1), true, 10, 0);
        one.send(RawFrames.withDevice(frame, 1));
        assertThat(CreateCodec.decodeReply(one.reply(MessageType.CREATE_REPLY)).error())
                .isEqualTo(PlasmaError.OUT_OF_MEMORY);
        one.put(id(1), "x");
        one.send(RawFrames.withDevice(CreateCodec.encodeRequest(one.writer, id(1), true, 10, 0), 1));
        assertThat(CreateCodec.decodeReply(one.reply(MessageType.CREATE_REPLY)).error())
                .isEqualTo(PlasmaError.OBJECT_EXISTS);
    }

    @Test
    void sealAnswersWithWhatItFound() {
        one.create(id(1), 10);
        assertThat(two.seal(id(1))).isEqualTo(PlasmaError.OK);
        assertThat(one.seal(id(1))).isEqualTo(PlasmaError.OBJECT_EXISTS);
        assertThat(one.seal(id(2))).isEqualTo(PlasmaError.OBJECT_NOT_FOUND);
    }

    @Test
    void abortAndReleaseOfAnythingAreHarmless() {
        one.create(id(1), 10);
        two.abort(id(1));
        two.abort(id(2));
        two.release(id(1));
        two.release(id(3));
        assertThat(one.list()).hasSize(1);
        one.abort(id(1));
        assertThat(one.list()).isEmpty();
        assertThat(two.contains(id(1))).isFalse();
    }

    @Test
    void deleteTellsWhatItDid() {
        one.put(id(1), "a");
        one.put(id(2), "b");
        two.get(id(2));
        one.create(id(3), 1);

        assertThat(one.delete(id(1), id(2), id(3), id(4), id(1)))
                .containsExactly(
                        DeleteOutcome.DELETED,
                        DeleteOutcome.DEFERRED_IN_USE,
                        DeleteOutcome.DEFERRED_UNSEALED,
                        DeleteOutcome.NOT_FOUND,
                        DeleteOutcome.NOT_FOUND);
        assertThat(one.delete()).isEmpty();
        two.release(id(2));
        assertThat(two.contains(id(2))).isFalse();
    }

    @Test
    void listShowsEverything() {
        long before = System.currentTimeMillis() / 1000;
        one.create(id(1), 10);
        one.put(id(2), "abc");
        two.get(id(2));

        List<ObjectInfo> objects = two.list();

        assertThat(objects).hasSize(2);
        ObjectInfo unsealed =
                objects.stream().filter(info -> !info.sealed()).findAny().orElseThrow();
        ObjectInfo sealed =
                objects.stream().filter(ObjectInfo::sealed).findAny().orElseThrow();
        assertThat(unsealed.id()).isEqualTo(id(1));
        assertThat(unsealed.refCount()).isEqualTo(1);
        assertThat(unsealed.constructDurationSeconds()).isEqualTo(-1);
        assertThat(unsealed.createTimeSeconds()).isBetween(before, before + 60);
        assertThat(sealed).isEqualTo(new ObjectInfo(id(2), 3, 0, 1, sealed.createTimeSeconds(), 0, 1, true));
    }

    @Test
    void evictAndRefreshWorkOnTheOldEnd() {
        for (int i = 1; i <= 4; i++) {
            one.put(id(i), "x".repeat(100 * i));
        }
        one.send(RefreshLruCodec.encodeRequest(one.writer, List.of(id(1), id(9))));
        one.reply(MessageType.REFRESH_LRU_REPLY);

        assertThat(one.evict(201)).isEqualTo(500);
        assertThat(one.contains(id(1))).isTrue();
        assertThat(one.contains(id(4))).isTrue();
        assertThat(one.evict(0)).isZero();
        assertThat(one.evict(Long.MAX_VALUE)).isEqualTo(500);
    }

    @Test
    void aBatchIsMadeWhollyOrNotAtAll() {
        Item first = new Item(id(1), ByteBuffer.wrap(new byte[] {1}), NOTHING, 5);
        Item second = new Item(id(2), ByteBuffer.wrap(new byte[] {2, 3}), NOTHING, 6);

        assertThat(one.putBatch(List.of(first, second))).isEqualTo(PlasmaError.OK);
        assertThat(one.putBatch(List.of(new Item(id(3), NOTHING, NOTHING, 0), first)))
                .isEqualTo(PlasmaError.OBJECT_EXISTS);
        assertThat(one.putBatch(List.of())).isEqualTo(PlasmaError.OK);

        assertThat(two.data(two.get(id(2))).bytes(0, 2)).containsExactly(2, 3);
        assertThat(two.contains(id(3))).isFalse();
    }

    @Test
    void theDebugTextHasTheNumbers() {
        one.put(id(1), "x".repeat(1000));
        assertThat(one.debugText())
                .contains("allocated bytes: 1000\n", "allocation limit: 1000000\n", "(global lru) used: 0.1%");
    }

    @Test
    void severalFramesInOneWriteAreAnsweredInOrder() {
        ByteBuffer all = ByteBuffer.allocateDirect(10_000);
        all.put(CreateCodec.encodeRequest(one.writer, id(1), true, 10, 0));
        all.put(CreateCodec.encodeRequest(one.writer, id(1), true, 10, 0));
        all.put(SealCodec.encodeRequest(one.writer, id(1), 1));
        all.put(ReleaseCodec.encodeRequest(one.writer, id(1)));
        all.put(GetCodec.encodeRequest(one.writer, List.of(id(1), id(2)), 0));
        one.send(all.flip());

        assertThat(one.created().error()).isEqualTo(PlasmaError.OK);
        assertThat(one.created().error()).isEqualTo(PlasmaError.OBJECT_EXISTS);
        assertThat(SealCodec.decodeReply(one.reply(MessageType.SEAL_REPLY)).error())
                .isEqualTo(PlasmaError.OK);
        assertThat(one.got()).containsExactly(new ObjectLocation(1, 0, 10, 0), null);
    }

    @Test
    void aFrameMayComeByteByByte() {
        ByteBuffer frame =
                CreateAndSealCodec.encodeRequest(one.writer, id(1), true, ByteBuffer.wrap(new byte[] {9}), NOTHING, 1);
        while (frame.hasRemaining()) {
            one.sendBytes(frame.get());
        }
        one.reply(MessageType.CREATE_AND_SEAL_REPLY);
        assertThat(two.data(two.get(id(1))).getByte(0)).isEqualTo((byte) 9);
    }

    @Test
    void largeInlineObjectsTravelWhole() {
        byte[] data = new byte[900_000];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (7 * i + 3);
        }
        one.send(CreateAndSealCodec.encodeRequest(one.writer, id(1), true, ByteBuffer.wrap(data), NOTHING, 1));
        one.reply(MessageType.CREATE_AND_SEAL_REPLY);

        assertThat(two.data(two.get(id(1))).bytes(0, data.length)).isEqualTo(data);
    }
}
