package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.protocol.GetCodec;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.SealCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Gets that wait, and clients that go while they wait. */
class SocketGetTest {

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
    void anAnswerComesWhenTheLastObjectIsSealed() {
        one.sendGet(-1, id(1), id(2));
        assertThat(one.isSilent()).isTrue();
        two.put(id(2), "two");
        assertThat(one.isSilent()).isTrue();
        two.put(id(1), "one");

        List<ObjectLocation> locations = one.got();
        assertThat(one.text(locations.get(0))).isEqualTo("one");
        assertThat(one.text(locations.get(1))).isEqualTo("two");
    }

    @Test
    void anAnswerComesWhenTimeIsUp() {
        two.put(id(1), "one");
        long start = System.nanoTime();
        one.sendGet(60, id(2), id(1), id(2));

        List<ObjectLocation> locations = one.got();

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(60_000_000);
        assertThat(locations.get(0)).isNull();
        assertThat(one.text(locations.get(1))).isEqualTo("one");
        assertThat(two.evict(100)).as("held by the one that waited").isZero();
    }

    @Test
    void answersComeInTheOrderOfTheirDeadlines() {
        one.sendGet(80, id(1));
        one.sendGet(20, id(2));
        one.sendGet(0, id(3));

        assertThat(idsOf(one)).containsExactly(id(3));
        assertThat(idsOf(one)).containsExactly(id(2));
        assertThat(idsOf(one)).containsExactly(id(1));
    }

    private static List<ObjectId> idsOf(RawClient client) {
        return GetCodec.decodeReply(client.reply(MessageType.GET_REPLY)).ids();
    }

    @Test
    void idsThatOccurTwiceAreAnsweredTwice() {
        one.sendGet(-1, id(1), id(1));
        one.sendGet(-1, id(1), id(2), id(1));
        two.put(id(1), "x");
        assertThat(one.got()).hasSize(2).doesNotContainNull();
        assertThat(one.isSilent()).isTrue();
        two.put(id(2), "y");
        assertThat(one.got()).hasSize(3).doesNotContainNull();
    }

    @Test
    void nothingIsAnsweredAtOnceWithEmptyVectors() {
        one.sendGet(-1);

        GetCodec.Reply reply = GetCodec.decodeReply(one.reply(MessageType.GET_REPLY));
        assertThat(reply.ids()).isEmpty();
        assertThat(reply.segments()).isEmpty();
    }

    @Test
    void aClientMayGoWhileItWaits() {
        for (int i = 0; i < 50; i++) {
            RawClient waiting = fixture.client();
            waiting.put(id(100 + i), "held");
            waiting.sendGet(-1, id(100 + i), id(1));
            waiting.sendGet(1000, id(1), id(2));
            waiting.close();
        }
        assertThat(two.evict(Long.MAX_VALUE)).isEqualTo(200);

        two.put(id(1), "x");
        assertThat(one.text(one.get(id(1)))).isEqualTo("x");
    }

    @Test
    void otherRequestsAreServedWhileAGetWaits() {
        one.sendGet(-1, id(1));
        assertThat(one.contains(id(1))).isFalse();
        one.create(id(1), 3);
        one.send(SealCodec.encodeRequest(one.writer, id(1), 1));

        // First who waited, then who sealed.
        assertThat(one.got()).doesNotContainNull();
        one.reply(MessageType.SEAL_REPLY);
    }

    @Test
    void moreWaitingGetsThanAnyClientNeedsEndTheConnection() {
        for (int i = 0; i < RequestAdapter.MOST_WAITING_GETS; i++) {
            one.sendGet(-1, id(1));
        }
        assertThat(one.contains(id(1))).isFalse();
        one.sendGet(-1, id(1));
        assertThat(one.isClosedByStore()).isTrue();
        two.put(id(1), "x");
        assertThat(two.contains(id(1))).isTrue();
    }

    @Test
    void manyClientsWaitForOneObject() {
        List<RawClient> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            RawClient client = fixture.client();
            client.sendGet(-1, id(1));
            waiting.add(client);
        }
        two.put(id(1), "for all");
        for (RawClient client : waiting) {
            assertThat(client.text(client.got().get(0))).isEqualTo("for all");
        }
        assertThat(two.list().get(0).refCount()).isEqualTo(100);
    }
}
