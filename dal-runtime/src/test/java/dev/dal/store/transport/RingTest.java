package dev.dal.store.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of a ring over the same memory, which the tests also break. */
@Timeout(60)
class RingTest {

    private static final int SIZE = 64;
    private static final int WRITTEN = 0;
    private static final int READ = 64;
    private static final int ASLEEP = 128;
    private static final int STARVED = 192;

    private final ByteBuffer memory =
            ByteBuffer.allocateDirect(Ring.CONTROL_BYTES + SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private final Ring writer = new Ring(memory, 0, Ring.CONTROL_BYTES, SIZE);
    private final Ring reader = new Ring(memory, 0, Ring.CONTROL_BYTES, SIZE);
    private final Inbox inbox = new Inbox(1 << 20);
    private int nextSent;
    private int nextSeen;

    private ByteBuffer bytes(int count) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(count);
        for (int i = 0; i < count; i++) {
            bytes.put((byte) nextSent++);
        }
        return bytes.flip();
    }

    private void assertReads(int count) {
        assertThat(reader.read(inbox)).isEqualTo(count);
        assertThat(inbox.size()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(inbox.unread().get()).isEqualTo((byte) nextSeen++);
            inbox.consume(1);
        }
    }

    @Test
    void bytesComeInTheirOrderAlsoAroundTheEnd() {
        assertThat(reader.isEmpty()).isTrue();
        assertReads(0);
        for (int count : new int[] {1, 40, SIZE, SIZE - 1, 63, 2, 0, SIZE, 33}) {
            ByteBuffer sent = bytes(count);
            writer.write(sent);
            assertThat(sent.hasRemaining()).isFalse();
            assertThat(reader.isEmpty()).isEqualTo(count == 0);
            assertReads(count);
            assertThat(reader.isEmpty()).isTrue();
        }
        assertThat(memory.getLong(WRITTEN)).isEqualTo(nextSent);
        assertThat(memory.getLong(READ)).isEqualTo(nextSent);
    }

    @Test
    void whatHasNoRoomStaysWithTheWriter() {
        ByteBuffer sent = bytes(100);
        writer.write(sent);
        assertThat(sent.remaining()).isEqualTo(100 - SIZE);
        writer.write(sent);
        assertThat(sent.remaining()).isEqualTo(100 - SIZE);
        assertReads(SIZE);
        writer.write(sent);
        assertThat(sent.hasRemaining()).isFalse();
        assertReads(100 - SIZE);
    }

    @Test
    void aReaderThatSleepsIsToBeWokenOnce() {
        assertThat(writer.write(bytes(1))).isFalse();
        assertThat(reader.sleeps()).isFalse();
        assertReads(1);
        assertThat(reader.sleeps()).isTrue();
        assertThat(memory.getInt(ASLEEP)).isEqualTo(1);
        assertThat(writer.write(bytes(0))).isFalse();
        assertThat(writer.write(bytes(1))).isTrue();
        assertThat(memory.getInt(ASLEEP)).isZero();
        assertThat(writer.write(bytes(1))).isFalse();
    }

    @Test
    void aWriterThatStarvesIsToBeWokenOnce() {
        writer.write(bytes(SIZE - 1));
        assertThat(writer.starves()).isFalse();
        assertReads(SIZE - 1);
        assertThat(reader.wasStarving()).isTrue();
        assertThat(reader.wasStarving()).isFalse();
        writer.write(bytes(SIZE));
        assertThat(writer.starves()).isTrue();
        assertThat(memory.getInt(STARVED)).isEqualTo(1);
        assertReads(SIZE);
        assertThat(reader.wasStarving()).isTrue();
        assertThat(memory.getInt(STARVED)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 9, SIZE + 11, Long.MAX_VALUE, Long.MIN_VALUE})
    void aReaderDoesNotTrustTheWriter(long written) {
        writer.write(bytes(10));
        assertReads(10);
        memory.putLong(WRITTEN, written);
        assertThatThrownBy(() -> reader.read(inbox))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessage("A ring of 64 bytes says that " + written
                        + " were written and 10 read; expected at most 64 between them.");
        assertThat(inbox.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-SIZE, 11, Long.MAX_VALUE, Long.MIN_VALUE})
    void aWriterDoesNotTrustTheReader(long read) {
        writer.write(bytes(10));
        memory.putLong(READ, read);
        assertThatThrownBy(() -> writer.write(bytes(1)))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessage("A ring of 64 bytes says that 10 were written and " + read
                        + " read; expected at most 64 between them.");
        assertThatThrownBy(writer::starves).isInstanceOf(StoreProtocolException.class);
    }

    @Test
    void nobodyTakesHisOwnNumberFromTheMemory() {
        writer.write(bytes(10));
        memory.putLong(READ, 7);
        assertReads(10);
        memory.putLong(WRITTEN, 0);
        writer.write(bytes(5));
        assertThat(memory.getLong(WRITTEN)).isEqualTo(15);
        assertReads(5);
    }

    /** Two threads that sleep and starve as often as they can, and are woken by nothing but what the ring says. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void noWakeUpIsLostBetweenTwoThreads(int seed) throws Exception {
        int total = 2_000_000;
        EventFd readerBell = EventFd.open();
        EventFd writerBell = EventFd.open();
        try (Epoll readerWait = Epoll.open(1);
                Epoll writerWait = Epoll.open(1);
                readerBell;
                writerBell) {
            readerWait.add(readerBell.fd(), Epoll.READABLE | Epoll.EDGE, 0);
            writerWait.add(writerBell.fd(), Epoll.READABLE | Epoll.EDGE, 0);
            CompletableFuture<Void> writing =
                    CompletableFuture.runAsync(() -> write(total, new Random(seed), writerWait, readerBell));
            int seen = 0;
            while (seen < total) {
                if (reader.read(inbox) > 0) {
                    if (reader.wasStarving()) {
                        writerBell.signal();
                    }
                    while (inbox.size() > 0) {
                        assertThat(inbox.unread().get()).isEqualTo((byte) seen++);
                        inbox.consume(1);
                    }
                } else if (reader.sleeps()) {
                    assertThat(readerWait.await(Deadline.after(20_000))).isOne();
                }
            }
            writing.get(20, TimeUnit.SECONDS);
        }
    }

    private void write(int total, Random random, Epoll room, EventFd readerBell) {
        int left = total;
        while (left > 0) {
            ByteBuffer sent = bytes(Math.min(left, 1 + random.nextInt(2 * SIZE)));
            left -= sent.remaining();
            while (sent.hasRemaining()) {
                if (writer.write(sent)) {
                    readerBell.signal();
                }
                if (sent.hasRemaining() && writer.starves()) {
                    assertThat(room.await(Deadline.after(20_000))).isOne();
                }
            }
        }
    }
}
