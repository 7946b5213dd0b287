package demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.processor.Scenario;
import dev.dal.store.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Values arrive as they were passed. */
public final class ValuesRun extends Scenario<ValuesCaller> {

    private final List<Object> arrived = Collections.synchronizedList(new ArrayList<>());

    @Override
    protected ValuesCaller inProcess() {
        return ValuesCaller.inProcess(new Noting());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return ValuesProcessor.register(connection, new Noting());
    }

    @Override
    protected ValuesCaller find(Store store) {
        return ValuesCaller.find(store);
    }

    @Override
    protected void check(ValuesCaller caller) {
        ObjectId id = ObjectId.random();
        Instant instant = Instant.parse("1969-12-31T23:59:59.123456789Z");
        Duration duration = Duration.ofNanos(-5);
        LocalDate date = LocalDate.of(1600, 2, 29);
        byte[] bytes = {1, 0, -1};
        try (var result = caller.primitives(true, (byte) -1, Short.MIN_VALUE, 3, Long.MAX_VALUE, -0f, Double.NaN)) {
            result.await();
            assertThat(arrived)
                    .containsExactly(true, (byte) -1, Short.MIN_VALUE, 3, Long.MAX_VALUE, -0f, Double.NaN);
        }
        try (var result = caller.references("gr\u00fc\u00df", bytes, instant, duration, date, id, Values.Color.GREEN)) {
            result.await();
            assertThat(arrived).containsExactly("gr\u00fc\u00df", bytes, instant, duration, date, id, Values.Color.GREEN);
        }
        try (var unit = caller.foreignEnum(TimeUnit.HOURS)) {
            unit.await();
            assertThat(arrived).containsExactly(TimeUnit.HOURS);
        }
        try (var result = caller.variable(bytes)) {
            result.await();
            assertThat(arrived).containsExactly((Object) bytes);
        }
        try (var result = caller.named(5, "type")) {
            result.await();
            assertThat(arrived).containsExactly(5L, "type");
        }
        assertThatThrownBy(() -> caller.foreignEnum((TimeUnit) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> caller.variable(ValuesCaller.VariableCall.builder().build()))
                .hasMessage("VariableCall lacks bytes");
    }

    /** Keeps the arguments of the last call. */
    private final class Noting implements Values {

        @Override
        public void primitives(boolean flag, byte i8, short i16, int i32, long i64, float f32, double f64) {
            note(flag, i8, i16, i32, i64, f32, f64);
        }

        @Override
        public void references(
                String text, byte[] bytes, Instant instant, Duration duration, LocalDate date, ObjectId id, Color color) {
            note(text, bytes, instant, duration, date, id, color);
        }

        @Override
        public void foreignEnum(TimeUnit unit) {
            note(unit);
        }

        @Override
        public void variable(byte... bytes) {
            note((Object) bytes);
        }

        @Override
        public void named(long x, String type) {
            note(x, type);
        }

        private void note(Object... values) {
            arrived.clear();
            arrived.addAll(List.of(values));
        }
    }
}
