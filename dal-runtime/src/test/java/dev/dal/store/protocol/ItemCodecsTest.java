package dev.dal.store.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.Lane;
import dev.dal.store.LaneEvents;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The frames of the calls extension, both ways, and what becomes of broken ones. */
class ItemCodecsTest {

    private static final ObjectId ONE = ObjectId.of(0x0102030405060708L, 0x090a0b0c0d0e0f10L, 0x11121314);
    private static final ObjectId TWO = ObjectId.of(-1, -2, -3);

    private final ItemWriter submit = new ItemWriter(MessageType.SUBMIT);
    private final ItemWriter events = new ItemWriter(MessageType.EVENTS);

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.US_ASCII.decode(bytes.duplicate()).toString();
    }

    /** Asks a lane everything it can be asked. */
    private static void askAll(Lane lane) {
        lane.release(ONE);
        lane.publish(id(1), Lane.OWNED, List.of(), bytes("in a"), bytes(""));
        lane.publish(id(2), Lane.OWNED, List.of(), bytes("row,"), bytes(""));
        lane.publish(id(3), Lane.OWNED, List.of(), bytes("each"), bytes(""));
        lane.release(id(2));
        lane.release(id(3));
        lane.publish(TWO, Lane.OWNED | Lane.HANDED, List.of(ONE, TWO, ONE), bytes("data"), bytes("metadata!"));
        lane.publish(ONE, Lane.KEPT, List.of(), bytes(""), bytes(""));
        lane.sealAt(TWO, Lane.OWNED | Lane.KEPT, List.of(ONE), new ObjectLocation(3, 1L << 33, 70, 5));
        lane.sealAt(ONE, 0, List.of(), new ObjectLocation(Integer.MAX_VALUE, -64, Long.MAX_VALUE, -1));
        lane.releaseAt(TWO, new ObjectLocation(3, 1L << 33, 70, 5));
        lane.giveUp(new LeasedMemory(3, 1L << 33, 128));
        lane.await(TWO);
        lane.watch(0xff000001);
        lane.unwatch(7);
        lane.sync(ONE);
    }

    private static void tellAll(LaneEvents sink) {
        sink.sealed(ONE, 1L << 40, 3);
        sink.arrivedRange(ONE, 2, 70, ByteBuffer.allocate(256));
        sink.deleted(TWO);
        sink.arrived(ONE, false, true, bytes("123456789"), bytes(""));
        sink.arrived(TWO, true, false, bytes(""), bytes("m"));
        sink.arrivedAt(ONE, true, new ObjectLocation(5, 1L << 33, 9, 8));
        sink.failed(TWO, true, 77);
        sink.failed(ONE, false, 0);
        sink.synced(TWO);
    }

    private static ByteBuffer payload(ByteBuffer frame) {
        return frame.position(Framing.HEADER_BYTES);
    }

    @Test
    void whatIsAskedIsUnderstood() {
        askAll(SubmitCodec.encoder(submit));
        Log lane = new Log();
        askAll(lane);
        Log read = new Log();
        SubmitCodec.decode(payload(submit.finish()), read);
        assertThat(read.said).isEqualTo(lane.said).hasSize(16);
        assertThat(read.said.get(6))
                .isEqualTo("publish " + TWO + " 5 [" + ONE + ", " + TWO + ", " + ONE + "] data metadata!");
    }

    @Test
    void whatIsToldIsUnderstood() {
        tellAll(EventsCodec.encoder(events));
        Log told = new Log();
        tellAll(told);
        Log read = new Log();
        assertThat(EventsCodec.decode(payload(events.finish()), read)).isEqualTo(10);
        assertThat(read.said).isEqualTo(told.said);
    }

    @Test
    void framesHaveTheHeaderOfAllFramesAndAreAligned() {
        SubmitCodec.encoder(submit).publish(ONE, Lane.OWNED, List.of(TWO), bytes("x"), bytes("yz"));
        ByteBuffer frame = submit.finish();
        assertThat(frame.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(new Framing(1000).completeFrameBytes(frame)).isEqualTo(frame.remaining());
        assertThat(Framing.type(frame)).isEqualTo(MessageType.SUBMIT);
        // header 24; item 24, two lengths 16, one id 20 + 4, "x" 8, "yz" 8
        assertThat(frame.remaining()).isEqualTo(24 + 24 + 16 + 24 + 8 + 8);
        assertThat(frame.get(24)).isEqualTo((byte) 1);
        assertThat(frame.get(25)).isEqualTo((byte) Lane.OWNED);
        assertThat(frame.getShort(26)).isEqualTo((short) 1);
        assertThat(ObjectId.read(frame, 28)).isEqualTo(ONE);
        assertThat(frame.getLong(48)).isEqualTo(1);
        assertThat(frame.getLong(56)).isEqualTo(2);
        assertThat(ObjectId.read(frame, 64)).isEqualTo(TWO);
        assertThat(frame.get(88)).isEqualTo((byte) 'x');
        assertThat(frame.getShort(96)).isEqualTo((short) ('y' | 'z' << 8));
    }

    @Test
    void aWriterIsUsedAgainAndGrows() {
        Lane lane = SubmitCodec.encoder(submit);
        assertThat(submit.isEmpty()).isTrue();
        ByteBuffer large = ByteBuffer.allocate(3_000_000);
        lane.publish(ONE, 0, List.of(), large, bytes("end"));
        assertThat(large.remaining()).isEqualTo(3_000_000);
        Log read = new Log();
        SubmitCodec.decode(payload(submit.finish()), read);
        assertThat(read.said).singleElement().asString().hasSize(8 + 40 + 3 + 4 + 3_000_000 + 4 - 1);
        submit.clear();
        assertThat(submit.isEmpty()).isTrue();
        lane.release(TWO);
        assertThat(submit.frameBytes()).isEqualTo(48);
        read.said.clear();
        SubmitCodec.decode(payload(submit.finish()), read);
        assertThat(read.said).containsExactly("release " + TWO);
    }

    private List<String> submitted() {
        Ranges read = new Ranges();
        SubmitCodec.decode(payload(submit.finish()), read);
        return read.said;
    }

    private static ObjectId id(int low) {
        return ObjectId.of(1, 2, low);
    }

    @Test
    void objectsThatFollowEachOtherAreARange() {
        Lane lane = SubmitCodec.encoder(submit);
        for (int i = 0; i < 3; i++) {
            lane.publish(id(5 + i), Lane.OWNED, List.of(), bytes("data" + i), bytes(""));
        }
        lane.release(id(8));
        lane.release(id(9));
        // header 24; item 24, two lengths 16, three of 64; item 24
        assertThat(submit.frameBytes()).isEqualTo(24 + 24 + 16 + 3 * 64 + 24);
        assertThat(submitted())
                .containsExactly("range " + id(5) + " x3 1 data0 data1 data2", "releases " + id(8) + " x2");
        Log one = new Log();
        SubmitCodec.decode(payload(submit.finish()), one);
        assertThat(one.said)
                .containsExactly(
                        "publish " + id(5) + " 1 [] data0 ",
                        "publish " + id(6) + " 1 [] data1 ",
                        "publish " + id(7) + " 1 [] data2 ",
                        "release " + id(8),
                        "release " + id(9));
    }

    @Test
    void whatDiffersOrIsApartIsNoRange() {
        Lane lane = SubmitCodec.encoder(submit);
        lane.publish(id(1), 0, List.of(), bytes("abc"), bytes(""));
        lane.publish(id(2), Lane.KEPT, List.of(), bytes("abc"), bytes("")); // other flags
        lane.publish(id(3), Lane.KEPT, List.of(), bytes("abcd"), bytes("")); // another length
        lane.publish(id(5), Lane.KEPT, List.of(), bytes("abcd"), bytes("")); // a gap
        lane.publish(id(4), Lane.KEPT, List.of(), bytes("abcd"), bytes("")); // backwards
        lane.publish(id(5), Lane.KEPT, List.of(id(1)), bytes("abcd"), bytes("")); // needs something
        lane.publish(id(6), Lane.KEPT, List.of(), bytes("abc"), bytes("m")); // has metadata
        lane.publish(id(63), 0, List.of(), bytes("abc"), bytes(""));
        lane.publish(id(64), 0, List.of(), bytes("abc"), bytes("")); // another group of 64
        lane.await(id(1));
        lane.publish(id(65), 0, List.of(), bytes("abc"), bytes("")); // something between
        lane.publish(ObjectId.of(1, 3, 66), 0, List.of(), bytes("abc"), bytes("")); // other ids
        lane.publish(ObjectId.of(1, 3, 67), 0, List.of(), bytes(""), bytes("")); // empty
        lane.publish(ObjectId.of(1, 3, 68), 0, List.of(), bytes(""), bytes(""));
        assertThat(submitted()).hasSize(14).noneMatch(said -> said.startsWith("range"));
    }

    @Test
    void aRangeEndsWithItsFrame() {
        Lane lane = SubmitCodec.encoder(submit);
        lane.publish(id(1), 0, List.of(), bytes("abc"), bytes(""));
        int end = submit.frameBytes();
        submit.clear();
        while (submit.frameBytes() < end) {
            lane.sync(ONE);
        }
        assertThat(submit.frameBytes()).isEqualTo(end);
        lane.publish(id(2), 0, List.of(), bytes("def"), bytes(""));
        assertThat(submitted()).containsExactly("sync " + ONE, "sync " + ONE, "publish " + id(2) + " 0 [] def ");
    }

    @Test
    void aRangeThatArrivesIsUnderstood() {
        ByteBuffer data = ByteBuffer.allocate(128).put(0, (byte) 'x').put(64, (byte) 'y');
        EventsCodec.encoder(events).arrivedRange(id(7), 2, 1, data);
        Log read = new Log();
        assertThat(EventsCodec.decode(payload(events.finish()), read)).isEqualTo(2);
        Log told = new Log();
        told.arrived(id(7), false, true, bytes("x"), bytes(""));
        told.arrived(id(8), false, true, bytes("y"), bytes(""));
        assertThat(read.said).isEqualTo(told.said);
    }

    @Test
    void malformedRangesAreRefused() {
        assertRefused("a range of 0 objects", 0, id(1), 1, 0, 64);
        assertRefused("a range of 2 objects from " + id(-1) + " on", 2, id(-1), 1, 0, 128);
        assertRefused("a range of 65 objects", 65, id(1), 1, 0, 65 * 64);
        assertRefused("a range of objects with metadata", 1, id(1), 1, 1, 64);
        assertRefused("a range of 192 bytes is longer than the frame", 3, id(1), 1, 0, 128);
        assertRefused("a part of 65 bytes is longer", 1, id(1), 65, 0, 48);
        assertRefused("a part of -1 bytes is longer", 1, id(1), -1, 0, 64);
    }

    private void assertRefused(String why, int count, ObjectId first, long sizeBytes, long metadataBytes, int bytes) {
        submit.clear();
        submit.item(7, 0, count, first);
        submit.number(sizeBytes);
        submit.number(metadataBytes);
        submit.bytes(ByteBuffer.allocate(bytes));
        assertThatThrownBy(() -> SubmitCodec.decode(payload(submit.finish()), new Ranges()))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessageContaining(why);
    }

    @Test
    void tooManyNeedsAreRefused() {
        List<ObjectId> needs = Collections.nCopies(65_536, ONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubmitCodec.encoder(submit).publish(TWO, 0, needs, bytes(""), bytes("")))
                .withMessageContaining("at most 65535")
                .withMessageContaining("65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubmitCodec.encoder(submit).sealAt(TWO, 0, needs, new ObjectLocation(1, 0, 1, 0)))
                .withMessageContaining("65536");
    }

    @Test
    void framesCutAnywhereAreMalformed() {
        askAll(SubmitCodec.encoder(submit));
        tellAll(EventsCodec.encoder(events));
        assertCutsAreMalformed(submit.finish(), payload -> SubmitCodec.decode(payload, new Log()));
        assertCutsAreMalformed(events.finish(), payload -> EventsCodec.decode(payload, new Log()));
    }

    private static void assertCutsAreMalformed(ByteBuffer frame, java.util.function.Consumer<ByteBuffer> decoder) {
        int whole = 0;
        for (int end = Framing.HEADER_BYTES; end < frame.limit(); end++) {
            ByteBuffer cut = payload(frame.duplicate().limit(end));
            try {
                decoder.accept(cut);
                whole++; // cut between two items
            } catch (StoreProtocolException malformed) {
                assertThat(malformed).hasMessageContaining("malformed message");
            }
        }
        assertThat(whole).isLessThan(16);
    }

    @Test
    void bytesOfAnyKindNeverReadOutside() {
        askAll(SubmitCodec.encoder(submit));
        ByteBuffer good = submit.finish();
        for (int at = Framing.HEADER_BYTES; at < good.limit(); at++) {
            for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
                ByteBuffer bad =
                        ByteBuffer.allocate(good.limit()).put(good.duplicate()).flip();
                bad.put(at, (byte) value);
                try {
                    SubmitCodec.decode(payload(bad), new Log());
                } catch (StoreProtocolException malformed) {
                    assertThat(malformed).hasMessageContaining("SUBMIT");
                }
            }
        }
    }

    @Test
    void unknownKindsAndSegmentsAreRefused() {
        submit.item(99, 0, 0, ONE);
        assertThatThrownBy(() -> SubmitCodec.decode(payload(submit.finish()), new Log()))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessageContaining("unknown kind 99");
        for (int kind : new int[] {9, 10, 11}) {
            for (long segment : new long[] {-1, 1L << 31}) {
                submit.clear();
                submit.item(kind, 0, 0, ONE);
                for (int i = 0; i < 4; i++) {
                    submit.number(segment);
                }
                assertThatThrownBy(() -> SubmitCodec.decode(payload(submit.finish()), new Log()))
                        .isInstanceOf(StoreProtocolException.class)
                        .hasMessageContaining("segment " + Long.toUnsignedString(segment));
            }
        }
        events.item(4, 0, 0, ONE);
        events.number(1L << 32);
        events.number(0);
        events.number(0);
        events.number(0);
        assertThatThrownBy(() -> EventsCodec.decode(payload(events.finish()), new Log()))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessageContaining("segment 4294967296");
    }

    @Test
    void placesThatNoObjectCanHaveAreRefused() {
        assertPlaceRefused(-1, 0, 0);
        assertPlaceRefused(0, -1, 1);
        assertPlaceRefused(0, 1, -1);
        assertPlaceRefused(Long.MIN_VALUE, 0, 0);
        assertPlaceRefused(1, Long.MAX_VALUE, 0);
        assertPlaceRefused(64, Long.MAX_VALUE - 64, 1);
        assertPlaceRefused(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        ObjectLocation last = new ObjectLocation(-1, 64, Long.MAX_VALUE - 65, 1);
        EventsCodec.encoder(events).arrivedAt(ONE, false, last);
        Log read = new Log();
        EventsCodec.decode(payload(events.finish()), read);
        assertThat(read.said).containsExactly("arrivedAt " + ONE + " false " + last);
    }

    private void assertPlaceRefused(long dataOffset, long dataSize, long metadataSize) {
        events.clear();
        EventsCodec.encoder(events).arrivedAt(ONE, false, new ObjectLocation(1, dataOffset, dataSize, metadataSize));
        Log read = new Log();
        assertThatThrownBy(() -> EventsCodec.decode(payload(events.finish()), read))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessageContaining(
                        "malformed message EVENTS: an object at ObjectLocation[segment=1, dataOffset=" + dataOffset);
        assertThat(read.said).isEmpty();
        events.clear();
    }

    /** Writes down ranges as such. */
    private static final class Ranges extends Log {
        @Override
        public void publishRange(ObjectId first, int count, int flags, int sizeBytes, ByteBuffer data) {
            StringBuilder text = new StringBuilder("range " + first + " x" + count + " " + flags);
            for (int i = 0; i < count; i++) {
                text.append(' ').append(text(data.slice(data.position() + i * Lane.strideBytes(sizeBytes), sizeBytes)));
            }
            said.add(text.toString());
        }

        @Override
        public void releaseRange(ObjectId first, int count) {
            said.add("releases " + first + " x" + count);
        }
    }

    /** Writes down what it is asked or told. */
    private static class Log implements Lane, LaneEvents {
        final List<String> said = new ArrayList<>();

        @Override
        public void publish(ObjectId id, int flags, List<ObjectId> needs, ByteBuffer data, ByteBuffer metadata) {
            said.add("publish " + id + " " + flags + " " + needs + " " + text(data) + " " + text(metadata));
        }

        @Override
        public void sealAt(ObjectId id, int flags, List<ObjectId> needs, ObjectLocation place) {
            said.add("sealAt " + id + " " + flags + " " + needs + " " + place);
        }

        @Override
        public void releaseAt(ObjectId id, ObjectLocation place) {
            said.add("releaseAt " + id + " " + place.segment() + " " + place.dataOffset());
        }

        @Override
        public void giveUp(LeasedMemory lease) {
            said.add("giveUp " + lease);
        }

        @Override
        public void release(ObjectId id) {
            said.add("release " + id);
        }

        @Override
        public void await(ObjectId id) {
            said.add("await " + id);
        }

        @Override
        public void watch(int prefix) {
            said.add("watch " + prefix);
        }

        @Override
        public void unwatch(int prefix) {
            said.add("unwatch " + prefix);
        }

        @Override
        public void sync(ObjectId token) {
            said.add("sync " + token);
        }

        @Override
        public void sealed(ObjectId id, long dataSize, long metadataSize) {
            said.add("sealed " + id + " " + dataSize + " " + metadataSize);
        }

        @Override
        public void deleted(ObjectId id) {
            said.add("deleted " + id);
        }

        @Override
        public void arrived(ObjectId id, boolean attached, boolean held, ByteBuffer data, ByteBuffer metadata) {
            said.add("arrived " + id + " " + attached + " " + held + " " + text(data) + " " + text(metadata));
        }

        @Override
        public void arrivedAt(ObjectId id, boolean attached, ObjectLocation location) {
            said.add("arrivedAt " + id + " " + attached + " " + location);
        }

        @Override
        public void failed(ObjectId id, boolean exists, long sizeBytes) {
            said.add("failed " + id + " " + exists + " " + sizeBytes);
        }

        @Override
        public void synced(ObjectId token) {
            said.add("synced " + token);
        }
    }
}
