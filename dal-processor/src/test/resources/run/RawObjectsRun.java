package demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.GeneratedProcessor;
import dev.dal.call.ObjectOutput;
import dev.dal.connection.BufferRef;
import dev.dal.connection.Connection;
import dev.dal.connection.Ref;
import dev.dal.connection.Store;
import dev.dal.processor.Scenario;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.memory.Region;
import dev.dal.tensor.LongTensor;

/** Bytes go in and come out; any reference can be passed as an object. */
public final class RawObjectsRun extends Scenario<RawObjectsCaller> {

    @Override
    protected RawObjectsCaller inProcess() {
        return RawObjectsCaller.inProcess(new Bytes());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return RawObjectsProcessor.register(connection, new Bytes());
    }

    @Override
    protected RawObjectsCaller find(Store store) {
        return RawObjectsCaller.find(store);
    }

    @Override
    protected void check(RawObjectsCaller caller) {
        Store store = caller.caller().store();
        BufferRef in = store.put(new byte[] {1, 2, 3});
        try (var once = caller.reverse(in);
                var twice = caller.reverse(once.out());
                var joined = caller.join(in, twice.out())) {
            assertThat(bytes(once.get())).containsExactly(3, 2, 1);
            assertThat(bytes(twice.get())).containsExactly(1, 2, 3);
            assertThat(bytes(joined.both().get())).containsExactly(1, 2, 3, 1, 2, 3);
            assertThat(joined.length().get().get()).isEqualTo(6);
            assertThat(once.out().poll()).isPresent();
            once.get().close();
            assertThat(bytes(once.get())).as("views of a reference close with it").containsExactly(3, 2, 1);
            assertThat(once.out().toCompletableFuture().join().isClosed()).isFalse();
        }
        anyReference(caller, store);
        values(caller);
        closed(caller, store);
    }

    private static void anyReference(RawObjectsCaller caller, Store store) {
        Ref tensor = store.put(LongTensor.of(1));
        try (var result = caller.reverse(tensor);
                BufferRef kept = result.out().retain();
                BufferRef same = store.makeBufferRef(kept.id())) {
            result.close();
            byte[] reversed = bytes(kept.get());
            assertThat(reversed).endsWith(-1, -1, -1, -1);
            assertThat(bytes(same.get())).isEqualTo(reversed);
        }
        try (var empty = caller.reverse(store.put(new byte[0]))) {
            assertThat(empty.get().data().length()).isZero();
        }
    }

    private static void values(RawObjectsCaller caller) {
        ObjectId id = ObjectId.random();
        try (var same = caller.same(id, id);
                var other = caller.same(ObjectId.random(), id)) {
            assertThat(same.get().get()).isEqualTo(1);
            assertThat(other.get().get()).isZero();
        }
    }

    private static void closed(RawObjectsCaller caller, Store store) {
        BufferRef closed = store.put(new byte[1]);
        ObjectBuffer buffer = closed.get();
        closed.close();
        assertThat(buffer.isClosed()).isTrue();
        assertThatThrownBy(() -> buffer.data().getByte(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> caller.reverse(closed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Input 'in' of 'reverse' is", "(closed)");
    }

    private static byte[] bytes(ObjectBuffer buffer) {
        return buffer.data().bytes(0, (int) buffer.data().length());
    }

    private static final class Bytes implements RawObjects {

        @Override
        public void reverse(ObjectBuffer in, ObjectOutput out) {
            Region source = in.data();
            Region target = out.allocate(source.length());
            for (long i = 0; i < source.length(); i++) {
                target.putByte(source.length() - 1 - i, source.getByte(i));
            }
            assertThatThrownBy(() -> out.put(new byte[1])).hasMessage("Output 'out' was made before.");
        }

        @Override
        public void join(ObjectBuffer first, ObjectBuffer second, ObjectOutput both, LongTensor length) {
            assertThatThrownBy(() -> both.allocate(-1)).hasMessageContaining("0 bytes or more; found -1");
            byte[] content = new byte[(int) (first.data().length() + second.data().length())];
            first.data().get(0, content, 0, (int) first.data().length());
            second.data().get(0, content, (int) first.data().length(), (int) second.data().length());
            both.put(content);
            length.set(content.length);
        }

        @Override
        public void same(ObjectId reference, ObjectId value, LongTensor same) {
            same.set(reference.equals(value) ? 1 : 0);
        }
    }
}
