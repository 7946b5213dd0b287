package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.connection.NamespaceInfo;
import dev.dal.ipc.FormatException;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Call objects whose beginnings are remembered. */
class CallDecoderTest {

    private static final String DEADLINE = "00001800000000000000";

    private final CallDecoder decoder = new CallDecoder(new RowChecks(
            new NamespaceInfo(1, "Adder", 99, List.of(), 7, true, AdderService.ALL),
            List.of(new AdderService()),
            java.util.Map.of()));

    private IncomingCall read(Schema schema, long x) {
        return read(stream(schema, x));
    }

    private IncomingCall read(byte[] stream) {
        Region data = Region.allocate(stream.length);
        data.put(0, stream);
        return decoder.read(ObjectId.random(), data, 0, data.length());
    }

    private static byte[] stream(Schema schema, long x) {
        return RawCaller.stream(schema, 1, cells -> cells.setLong(0, 0, x));
    }

    private static long x(IncomingCall call) {
        return call.rows().get(0).values().getLong(0, 0);
    }

    private static Schema withDeadline(String text) {
        return RawCaller.with(AdderService.SIMPLE_FN, Caller.DEADLINE_KEY, text);
    }

    @Test
    void callsThatBeginAlikeShareWhatTheyMean() {
        IncomingCall first = read(AdderService.SIMPLE_FN, 3);
        IncomingCall other = read(RawCaller.with(AdderService.SIMPLE_FN, "note", "other"), 4);
        IncomingCall second = read(AdderService.SIMPLE_FN, 5);
        assertThat(second.kind()).isSameAs(first.kind()).isNotSameAs(other.kind());
        assertThat(List.of(x(first), x(second))).containsExactly(3L, 5L);
        assertThat(List.of(first.arrival(), other.arrival(), second.arrival())).containsExactly(0L, 1L, 2L);
        assertThat(first.deadline()).isNull();
    }

    @Test
    void eachCallHasItsOwnDeadline() {
        IncomingCall first = read(withDeadline(DEADLINE), 3);
        IncomingCall second = read(withDeadline("00001800000001000000"), 4);
        IncomingCall unreadable = read(withDeadline("0000180000000100000x"), 5);
        assertThat(second.kind()).isSameAs(first.kind());
        assertThat(first.deadline()).isEqualTo(Instant.ofEpochSecond(1_800_000));
        assertThat(second.deadline()).isEqualTo(Instant.ofEpochSecond(1_800_000, 1_000_000));
        assertThat(unreadable.unreadableDeadline()).isEqualTo("0000180000000100000x");
    }

    @Test
    void aDeadlineThatStandsElsewhereTooIsNotTakenForIt() {
        Schema twice = RawCaller.with(withDeadline(DEADLINE), "note", DEADLINE);
        Schema later = RawCaller.with(withDeadline("00001900000000000000"), "note", DEADLINE);
        assertThat(read(twice, 1).deadline()).isEqualTo(Instant.ofEpochSecond(1_800_000));
        assertThat(read(later, 1).deadline()).isEqualTo(Instant.ofEpochSecond(1_900_000));
        assertThat(read(twice, 1).deadline()).isEqualTo(Instant.ofEpochSecond(1_800_000));
    }

    @Test
    void whatIsSaidOfAnAddresseeIsRemembered() {
        IncomingCall stranger = read(RawCaller.with(AdderService.SIMPLE_FN, Caller.TO_KEY, "00000008"), 1);
        IncomingCall mine = read(RawCaller.with(AdderService.SIMPLE_FN, Caller.TO_KEY, "00000007"), 1);
        assertThat(Objects.requireNonNull(stranger.kind().problem()).kind()).isEqualTo("ProcessorLost");
        assertThat(mine.kind().problem()).isNull();
    }

    @Test
    void moreKindsOfCallsThanAreRememberedAreRead() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 200; i++) {
                assertThat(x(read(RawCaller.with(AdderService.SIMPLE_FN, "number", "n" + i), i)))
                        .isEqualTo(i);
            }
        }
    }

    @Test
    void aKnownBeginningWithAnythingBehindItIsNoCall() {
        byte[] good = stream(AdderService.SIMPLE_FN, 3);
        long begun = x(read(good));
        assertThat(begun).isEqualTo(3);
        byte[] cut = Arrays.copyOf(good, good.length - 16);
        assertThatThrownBy(() -> read(cut)).isInstanceOf(FormatException.class);
        byte[] damaged = good.clone();
        damaged[good.length - 8] = 0;
        assertThatThrownBy(() -> read(damaged)).isInstanceOf(FormatException.class);
    }
}
