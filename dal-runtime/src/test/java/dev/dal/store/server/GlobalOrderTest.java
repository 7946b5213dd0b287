package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.StoreLink;
import dev.dal.store.protocol.CreateCodec;
import dev.dal.store.protocol.SealCodec;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What one connection did before another asked, the other sees, also what is not answered (plasma-store.md section 1.2).
 * Pauses of this JVM, in which both arrive before the store looks, make these tests harder, not wrong.
 */
class GlobalOrderTest {

    private static final int RELEASES = 2000;
    private static final int CLOSES = 800;

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(1_000_000);

    @Test
    void aReleaseIsSeenByTheNextRequestOfAnother() {
        RawClient holder = fixture.client();
        RawClient asker = fixture.client();
        for (int i = 0; i < RELEASES; i++) {
            holder.put(id(i), "x");
            holder.get(id(i));
            holder.release(id(i));
            assertThat(asker.evict(1)).as("round %d", i).isEqualTo(1);
        }
    }

    @Test
    void manyReleasesAtOnceAreSeenByTheNextRequestOfAnother() {
        RawClient holder = fixture.client();
        RawClient asker = fixture.client();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 1000; i++) {
                holder.put(id(i), "x");
                holder.get(id(i));
            }
            for (int i = 0; i < 1000; i++) {
                holder.release(id(i));
            }
            assertThat(asker.evict(1_000_000)).as("round %d", round).isEqualTo(1000);
        }
    }

    @Test
    void aCloseIsSeenByTheNextRequestOfAnother() {
        RawClient asker = fixture.client();
        for (int i = 0; i < CLOSES; i++) {
            try (RawClient holder = new RawClient(fixture.store().socketPath())) {
                holder.put(id(i), "x");
                holder.get(id(i));
            }
            assertThat(asker.evict(1)).as("round %d", i).isEqualTo(1);
        }
    }

    @Test
    void whatSomebodyDidWhoCameAndWentIsSeenByTheNextRequestOfAnother() {
        RawClient asker = fixture.client();
        ByteBuffer message = ByteBuffer.allocateDirect(1000);
        for (int i = 0; i < CLOSES; i++) {
            message.clear().put(CreateCodec.encodeRequest(asker.writer, id(i), true, 1, 0));
            message.put(SealCodec.encodeRequest(asker.writer, id(i), 0)).flip();
            try (RawClient passing = new RawClient(fixture.store().socketPath())) {
                passing.send(message);
            }
            assertThat(asker.evict(1)).as("round %d", i).isEqualTo(1);
        }
    }

    @Test
    void releasesOfTwoConnectionsInTurnAreSeenByEither() {
        RawClient one = fixture.client();
        RawClient two = fixture.client();
        for (int i = 0; i < 1000; i++) {
            one.put(id(1), "x");
            one.put(id(2), "y");
            one.get(id(1));
            two.get(id(2));
            one.release(id(1));
            two.release(id(2));
            assertThat(one.evict(10)).as("round %d", i).isEqualTo(2);
        }
    }

    @Test
    void threadsOfThisJvmSeeWhatSocketsDid() {
        RawClient holder = fixture.client();
        StoreLink link = fixture.link();
        for (int i = 0; i < RELEASES; i++) {
            holder.put(id(i), "x");
            holder.get(id(i));
            holder.release(id(i));
            assertThat(link.evict(1)).as("round %d", i).isEqualTo(1);
        }
        for (int i = 0; i < CLOSES; i++) {
            try (RawClient closing = new RawClient(fixture.store().socketPath())) {
                closing.put(id(i), "x");
                closing.get(id(i));
            }
            assertThat(link.evict(1)).as("close in round %d", i).isEqualTo(1);
        }
    }

    @Test
    void socketsSeeWhatThreadsOfThisJvmDid() {
        RawClient asker = fixture.client();
        StoreLink link = fixture.link();
        for (int i = 0; i < RELEASES; i++) {
            asker.put(id(i), "x");
            link.get(List.of(id(i)), 0);
            assertThat(asker.evict(1)).isZero();
            link.release(id(i));
            assertThat(asker.evict(1)).as("round %d", i).isEqualTo(1);
        }
    }
}
