package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.store.ObjectId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Java values stand for in calls by name: what every value of a class fits, and nothing narrower. */
@Timeout(60)
class CoercionsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private enum Colour {
        RED
    }

    private final Connection connection = Connection.local();
    private final Store store = Store.open(connection, "test");

    @AfterEach
    void close() {
        store.close();
        connection.close();
    }

    private static ArrowType signed(int bits) {
        return new ArrowType.Int(bits, true);
    }

    private static ArrowType unsigned(int bits) {
        return new ArrowType.Int(bits, false);
    }

    private static ArrowType real(FloatingPointPrecision precision) {
        return new ArrowType.FloatingPoint(precision);
    }

    private static final ArrowType HALF = real(FloatingPointPrecision.HALF);
    private static final ArrowType SINGLE = ValueType.FLOAT32.arrowType();
    private static final ArrowType DOUBLE = ValueType.FLOAT64.arrowType();

    private static Arguments value(ArrowType type, Object value, Function<Invocation, Object> reading, Object read) {
        return Arguments.of(type, value, reading, read);
    }

    static Stream<Arguments> taken() {
        Instant instant = Instant.parse("2024-02-29T12:00:00.000000001Z");
        return Stream.of(
                value(signed(8), (byte) -8, call -> call.getByte(0), (byte) -8),
                value(signed(16), (byte) -8, call -> call.getShort(0), (short) -8),
                value(signed(16), Short.MIN_VALUE, call -> call.getShort(0), Short.MIN_VALUE),
                value(signed(32), (short) 7, call -> call.getInt(0), 7),
                value(signed(32), Integer.MAX_VALUE, call -> call.getInt(0), Integer.MAX_VALUE),
                value(signed(64), (byte) -1, call -> call.getLong(0), -1L),
                value(signed(64), Integer.MIN_VALUE, call -> call.getLong(0), (long) Integer.MIN_VALUE),
                value(signed(64), Long.MIN_VALUE, call -> call.getLong(0), Long.MIN_VALUE),
                value(unsigned(8), 255, call -> call.getByte(0), (byte) -1),
                value(unsigned(16), 65_535L, call -> call.getShort(0), (short) -1),
                value(unsigned(32), 4_294_967_295L, call -> call.getInt(0), -1),
                value(unsigned(64), BigInteger.TWO.pow(64).subtract(BigInteger.ONE), call -> call.getLong(0), -1L),
                value(HALF, (byte) 3, call -> call.getShort(0), (short) 0x4200),
                value(SINGLE, 1.5f, call -> call.getFloat(0), 1.5f),
                value(SINGLE, (short) -3, call -> call.getFloat(0), -3f),
                value(DOUBLE, 1.5f, call -> call.getDouble(0), 1.5),
                value(DOUBLE, 0.1, call -> call.getDouble(0), 0.1),
                value(DOUBLE, Integer.MAX_VALUE, call -> call.getDouble(0), 2147483647.0),
                value(ValueType.BOOL.arrowType(), true, call -> call.getBoolean(0), true),
                value(ValueType.UTF8.arrowType(), "ß€", call -> call.getString(0), "ß€"),
                value(ValueType.UTF8.arrowType(), Colour.RED, call -> call.getEnum(0, Colour.class), Colour.RED),
                value(ValueType.BINARY.arrowType(), new byte[] {1, 2}, call -> call.getBytes(0), new byte[] {1, 2}),
                value(ValueType.TIMESTAMP.arrowType(), instant, call -> call.getInstant(0), instant),
                value(
                        ValueType.DURATION.arrowType(),
                        Duration.ofNanos(5),
                        call -> call.getDuration(0),
                        Duration.ofNanos(5)),
                value(
                        ValueType.DATE32.arrowType(),
                        LocalDate.of(1969, 12, 31),
                        call -> call.getLocalDate(0),
                        LocalDate.of(1969, 12, 31)),
                value(
                        ValueType.OBJECT_ID.arrowType(),
                        ObjectId.fromHex("00".repeat(19) + "ff"),
                        call -> call.getObjectId(0),
                        ObjectId.fromHex("00".repeat(19) + "ff")));
    }

    @ParameterizedTest
    @MethodSource
    void taken(ArrowType type, Object value, Function<Invocation, Object> reading, Object read) {
        AtomicReference<Object> seen = new AtomicReference<>();
        Schema schema =
                CallSchemas.function("f", Parameters.value("x", type, false, Map.of()), Parameters.tagOut("done"));
        ProbeService probe = new ProbeService().with(schema, call -> {
            seen.set(reading.apply(call));
            call.tag(1);
        });
        call(probe, schema, value);
        assertThat(seen.get()).isEqualTo(read);
    }

    private void call(ProbeService probe, Schema schema, Object... arguments) {
        try (Processor processor = Processor.serve(connection, ProcessorOptions.defaults(), probe)) {
            processor.start();
            try (Caller caller = Caller.open(store, List.of(schema), CallerOptions.defaults());
                    CallResult result = caller.call("f", arguments)) {
                result.await(SOON);
            }
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(signed(8), (short) 1, "int8; found the Short 1"),
                Arguments.of(signed(16), 1, "int16; found the Integer 1"),
                Arguments.of(signed(32), 1L, "int32; found the Long 1"),
                Arguments.of(signed(64), BigInteger.ONE, "int64; found the BigInteger 1"),
                Arguments.of(signed(64), 1.0, "int64; found the Double 1.0"),
                Arguments.of(signed(64), "1", "int64; found a value of class String"),
                Arguments.of(unsigned(8), 256, "uint8; found the Integer 256"),
                Arguments.of(unsigned(8), (byte) -1, "uint8; found the Byte -1"),
                Arguments.of(unsigned(64), -1L, "uint64; found the Long -1"),
                Arguments.of(HALF, 1f, "float16; found the Float 1.0"),
                Arguments.of(HALF, (short) 1, "float16; found the Short 1"),
                Arguments.of(SINGLE, 0.5, "float32; found the Double 0.5"),
                Arguments.of(SINGLE, 1, "float32; found the Integer 1"),
                Arguments.of(DOUBLE, 1L, "float64; found the Long 1"),
                Arguments.of(DOUBLE, true, "float64; found the Boolean true"),
                Arguments.of(ValueType.BOOL.arrowType(), 1, "bool; found the Integer 1"),
                Arguments.of(ValueType.UTF8.arrowType(), 'c', "utf8; found a value of class Character"),
                Arguments.of(ValueType.DATE32.arrowType(), Instant.EPOCH, "found a value of class Instant"),
                Arguments.of(ValueType.OBJECT_ID.arrowType(), new byte[19], "found a value of class byte[]"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(ArrowType type, Object value, String found) {
        Schema schema =
                CallSchemas.function("f", Parameters.value("x", type, false, Map.of()), Parameters.tagOut("done"));
        ProbeService probe = new ProbeService().with(schema, call -> call.tag(1));
        assertThatThrownBy(() -> call(probe, schema, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Call of 'f': 'x' is declared as ")
                .hasMessageContaining(found)
                .hasMessageEndingWith("Expected a value that it can hold whatever it is.");
    }
}
