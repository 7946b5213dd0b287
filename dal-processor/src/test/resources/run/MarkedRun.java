package demo;

import static org.assertj.core.api.Assertions.assertThat;

import demo.MarkedCaller.AnywhereCall;
import demo.MarkedCaller.NotRepeatedCall;
import demo.MarkedCaller.TypesCall;
import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.processor.Scenario;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.table.Table;
import dev.dal.tensor.DoubleTensor;

/** What may be null can be passed as null, and its parameter says so as the interface does. */
public final class MarkedRun extends Scenario<MarkedCaller> {

    @Override
    protected MarkedCaller inProcess() {
        return MarkedCaller.inProcess(new Implementation());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return MarkedProcessor.register(connection, new Implementation());
    }

    @Override
    protected MarkedCaller find(Store store) {
        return MarkedCaller.find(store);
    }

    @Override
    protected void check(MarkedCaller caller) {
        try (var types = caller.types(null, null, null, null, null, null, null);
                var same = caller.types(TypesCall.builder().text(null).bytes(null).table(null).build());
                var parameters = caller.parameters(null, null, null, null);
                var anywhere = caller.anywhere(null, null, "there");
                var call = caller.anywhere(AnywhereCall.of("there").toBuilder().text(null).build());
                var other = caller.notRepeated(NotRepeatedCall.of())) {
            types.await();
            same.await();
            parameters.await();
            anywhere.await();
            call.await();
            other.await();
        }
    }

    private static final class Implementation implements Marked {

        @Override
        public void types(
                String text,
                byte[] bytes,
                Thread.State state,
                DoubleTensor tensor,
                Table<Row> table,
                ObjectBuffer object,
                Long boxed) {
            assertAllNull(text, bytes, state, tensor, table, object, boxed);
        }

        @Override
        public void parameters(String text, byte[] bytes, DoubleTensor tensor, Long boxed) {
            assertAllNull(text, bytes, tensor, boxed);
        }

        @Override
        public void anywhere(String text, Long boxed, String mandatory) {
            assertAllNull(text, boxed);
            assertThat(mandatory).isEqualTo("there");
        }

        @Override
        public void notRepeated(String text, String other) {
            assertAllNull(text, other);
        }

        private static void assertAllNull(Object... values) {
            assertThat(values).containsOnlyNulls();
        }
    }
}
