package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of slots whose handles and uses end. */
@Timeout(30)
class ReferenceTableTest {

    /** Far more than fit on a stack, if each took some frames of it. */
    private static final int LONG_CHAIN = 50_000;

    private Connection connection;
    private ObjectAccess objects;

    @BeforeEach
    void open() {
        connection = Connection.local();
        objects = connection.objects();
    }

    @AfterEach
    void close() {
        connection.close();
    }

    /** Makes an output like those of calls: when it is not wanted any more, neither are the inputs of its call. */
    private static final class ChainedOutput implements ObjectSlot.Producer {
        private final ObjectAccess objects;
        private final AtomicInteger ended;
        private final List<ObjectSlot> inputs = new ArrayList<>();

        ChainedOutput(ObjectAccess objects, AtomicInteger ended) {
            this.objects = objects;
            this.ended = ended;
        }

        @Override
        public void settled(ObjectSlot slot, @Nullable HeldObject object) {
            end();
        }

        @Override
        public void unwanted(ObjectSlot slot) {
            end();
        }

        private void end() {
            ended.incrementAndGet();
            objects.closeUses(inputs);
            inputs.clear();
        }

        @Override
        public DalException lost(ObjectSlot slot) {
            return new ObjectLostException("lost");
        }

        @Override
        public String describe(ObjectSlot slot) {
            return "output";
        }
    }

    /** A chain of outputs, each used by the call of the next; only the last one has a handle. */
    private ObjectSlot chain(AtomicInteger ended) {
        ObjectSlot last = null;
        for (int i = 1; i <= LONG_CHAIN; i++) {
            ChainedOutput producer = new ChainedOutput(objects, ended);
            ObjectSlot output = Expecting.expect(objects, ObjectIds.of(1, 1, 1, i), producer);
            if (last != null) {
                producer.inputs.addAll(objects.openUses(List.of(last.id())));
                new ObjectHandle(connection, last).close();
            }
            last = output;
        }
        return last;
    }

    @Test
    void aLongChainIsGivenUpFromItsEnd() {
        AtomicInteger ended = new AtomicInteger();
        new ObjectHandle(connection, chain(ended)).close();
        assertThat(ended).hasValue(LONG_CHAIN);
        objects.lock().lock();
        try {
            assertThat(connection.table().awaited()).isEmpty();
        } finally {
            objects.lock().unlock();
        }
    }

    @Test
    void aLongChainEndsWithItsConnection() {
        AtomicInteger ended = new AtomicInteger();
        ObjectSlot last = chain(ended);
        connection.close();
        assertThat(ended).hasValue(LONG_CHAIN);
        assertThat(last.failure()).isInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void aProducerIsToldOnce() {
        AtomicInteger ended = new AtomicInteger();
        ObjectSlot closed = Expecting.expect(objects, ObjectIds.of(1, 1, 1, 1), new ChainedOutput(objects, ended));
        new ObjectHandle(connection, closed).close();
        objects.lose(closed, new ObjectLostException("too late"));
        assertThat(ended).hasValue(1);
        ObjectSlot lost = Expecting.expect(objects, ObjectIds.of(1, 1, 1, 2), new ChainedOutput(objects, ended));
        objects.lose(lost, new ObjectLostException("lost in time"));
        objects.lose(lost, new ObjectLostException("again"));
        new ObjectHandle(connection, lost).close();
        assertThat(ended).hasValue(2);
        assertThat(lost.failure()).hasMessage("lost in time");
    }

    @Test
    void anOutputIsExpectedOnce() {
        ObjectSlot slot = Expecting.expect(objects, ObjectIds.of(1, 1, 1, 1), null);
        assertThatThrownBy(() -> Expecting.expect(objects, slot.id(), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is awaited already");
    }
}
