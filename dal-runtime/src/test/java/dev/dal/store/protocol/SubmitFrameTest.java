package dev.dal.store.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.Lane;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a lane is asked, as it stands in a frame. */
class SubmitFrameTest {

    private static final int OUTPUT = 1 << 20;
    private static final int CALL = 1 << 21;

    private final SubmitFrame frame = new SubmitFrame();

    private static ObjectId id(int low) {
        return ObjectId.of(1, 2, low);
    }

    private void publish(int low, ObjectId... needs) {
        ByteBuffer data = ByteBuffer.wrap("data".getBytes(StandardCharsets.US_ASCII));
        frame.publish(id(low), Lane.OWNED, List.of(needs), data, ByteBuffer.allocate(0));
    }

    /** The items of the frame, in their order. */
    private List<String> items() {
        List<String> items = new ArrayList<>();
        SubmitCodec.decode(frame.finish().position(Framing.HEADER_BYTES), new Lane() {
            @Override
            public void publish(ObjectId id, int flags, List<ObjectId> needs, ByteBuffer data, ByteBuffer metadata) {
                items.add("publish " + id.low());
            }

            @Override
            public void publishRange(ObjectId first, int count, int flags, int sizeBytes, ByteBuffer data) {
                items.add("publish " + first.low() + " x" + count);
            }

            @Override
            public void sealAt(ObjectId id, int flags, List<ObjectId> needs, ObjectLocation place) {
                items.add("seal " + id.low());
            }

            @Override
            public void releaseAt(ObjectId id, ObjectLocation place) {
                items.add("release " + id.low() + " at " + place.dataOffset());
            }

            @Override
            public void giveUp(LeasedMemory lease) {
                items.add("give up " + lease.offset());
            }

            @Override
            public void release(ObjectId id) {
                items.add("release " + id.low());
            }

            @Override
            public void releaseRange(ObjectId first, int count) {
                items.add("release " + first.low() + " x" + count);
            }

            @Override
            public void await(ObjectId id) {
                items.add("await " + id.low());
            }

            @Override
            public void watch(int prefix) {
                items.add("watch " + prefix);
            }

            @Override
            public void unwatch(int prefix) {
                items.add("unwatch " + prefix);
            }

            @Override
            public void sync(ObjectId token) {
                items.add("sync " + token.low());
            }
        });
        return items;
    }

    @Test
    void releasesLetWhatIsPublishedMeanwhileBecomeARange() {
        for (int i = 1; i <= 3; i++) {
            publish(OUTPUT + i);
            frame.release(id(i));
        }
        assertThat(items()).containsExactly("release 1 x3", "publish " + (OUTPUT + 1) + " x3");
    }

    @Test
    void rangesOfReleasesBecomeOne() {
        frame.releaseRange(id(1), 2);
        frame.releaseRange(id(3), 2);
        frame.release(id(5));
        frame.releaseRange(id(6), 58);
        frame.releaseRange(id(64), 2);
        frame.releaseRange(id(66), 1);
        assertThat(items()).containsExactly("release 1 x63", "release 64 x3");
    }

    @Test
    void aRangeOfReleasesComesBehindWhatOfItWasPublished() {
        publish(OUTPUT);
        publish(3);
        frame.releaseRange(id(8), 2);
        frame.releaseRange(id(1), 4);
        publish(OUTPUT + 1);
        assertThat(items())
                .containsExactly(
                        "release 8 x2", "publish " + OUTPUT, "publish 3", "release 1 x4", "publish " + (OUTPUT + 1));
    }

    @Test
    void whatIsSealedInASlabIsReleasedAndItsSlabGivenUpBehindThat() {
        frame.release(id(1));
        frame.sealAt(id(2), Lane.OWNED, List.of(id(3)), new ObjectLocation(4, 64, 1000, 0));
        frame.giveUp(new LeasedMemory(4, 64, 2048));
        frame.release(id(5));
        frame.releaseAt(id(7), new ObjectLocation(4, 128, 1000, 0));
        frame.release(id(6));
        frame.releaseAt(id(2), new ObjectLocation(4, 64, 1000, 0));
        frame.release(id(3));
        assertThat(items())
                .containsExactly(
                        "release 1",
                        "release 5 x2",
                        "release 7 at 128",
                        "seal 2",
                        "give up 64",
                        "release 2 at 64",
                        "release 3");
    }

    @Test
    void releasesOfSeveralKindsBecomeARangeEach() {
        for (int i = 1; i <= 3; i++) {
            frame.release(id(OUTPUT + i));
            frame.release(id(CALL + i));
            publish(i, id(7));
        }
        assertThat(items())
                .containsExactly(
                        "release " + (OUTPUT + 1) + " x3",
                        "release " + (CALL + 1) + " x3",
                        "publish 1",
                        "publish 2",
                        "publish 3");
    }

    @Test
    void whatWasPublishedIsReleasedBehind() {
        publish(1);
        publish(2);
        publish(OUTPUT);
        frame.release(id(3));
        frame.release(id(2));
        publish(2);
        frame.release(id(1));
        frame.release(id(2));
        frame.release(id(OUTPUT));
        assertThat(items())
                .containsExactly(
                        "release 3",
                        "publish 1 x2",
                        "publish " + OUTPUT,
                        "release 2",
                        "release 1",
                        "publish 2",
                        "release 2",
                        "release " + OUTPUT);
    }

    @Test
    void whatIsNeededIsReleasedBehind() {
        publish(CALL, id(5), id(6));
        frame.release(id(4));
        frame.release(id(6));
        assertThat(items()).containsExactly("release 4", "publish " + CALL, "release 6");
    }

    /** Ids that do not follow each other are not all remembered. */
    @Test
    void amongManyObjectsAnyMayHaveBeenPublished() {
        for (int i = 0; i < 17; i++) {
            publish(2 * i);
        }
        frame.release(id(32));
        frame.release(id(1000));
        assertThat(items()).hasSize(19).startsWith("publish 0").endsWith("publish 32", "release 32", "release 1000");
    }

    @Test
    void oneObjectIsReleasedAsOftenAsWasAsked() {
        frame.release(id(5));
        frame.release(id(5));
        frame.release(id(6));
        frame.release(id(6));
        assertThat(items()).containsExactly("release 5 x2", "release 5 x2");
    }

    @Test
    void nothingElseIsOvertaken() {
        frame.release(id(1));
        frame.await(id(2));
        frame.release(id(3));
        frame.watch(4);
        frame.release(id(5));
        frame.unwatch(6);
        frame.release(id(7));
        frame.sync(id(8));
        publish(9);
        frame.release(id(10));
        assertThat(items())
                .containsExactly(
                        "release 1",
                        "await 2",
                        "release 3",
                        "watch 4",
                        "release 5",
                        "unwatch 6",
                        "release 7",
                        "sync 8",
                        "release 10",
                        "publish 9");
    }

    @Test
    void aFrameIsUsedAgain() {
        assertThat(frame.isEmpty()).isTrue();
        frame.release(id(1));
        assertThat(frame.isEmpty()).isFalse();
        assertThat(frame.frameBytes()).isEqualTo(Framing.HEADER_BYTES + ItemWriter.ITEM_BYTES);
        publish(2);
        int bytes = frame.frameBytes();
        assertThat(frame.finish().remaining()).isEqualTo(bytes);
        frame.clear();
        assertThat(frame.isEmpty()).isTrue();
        frame.release(id(2));
        assertThat(items()).containsExactly("release 2");
    }
}
