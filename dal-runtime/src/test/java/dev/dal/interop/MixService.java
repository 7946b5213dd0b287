package dev.dal.interop;

import dev.dal.call.CallSchemas;
import dev.dal.call.Invocation;
import dev.dal.call.Parameters;
import dev.dal.call.Service;
import dev.dal.call.ValueType;
import dev.dal.table.Columns;
import dev.dal.table.RowMapper;
import dev.dal.table.RowReader;
import dev.dal.table.RowWriter;
import dev.dal.table.TableOutput;
import dev.dal.table.TableType;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.TensorOutput;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** The functions of {@code functions.py} in Java. */
final class MixService implements Service {

    static final Schema MIX = CallSchemas.function(
            "mix",
            Parameters.value("x", ValueType.INT64),
            Parameters.value("label", ValueType.UTF8),
            Parameters.value("factor", ValueType.FLOAT64),
            Parameters.value("negate", ValueType.BOOL),
            Parameters.value("bias", ValueType.FLOAT64.arrowType(), true, Map.of()),
            Parameters.tensorIn("ys", DoubleTensor.TYPE, "i", "k"),
            Parameters.tensorOut("zs", DoubleTensor.TYPE, "i", "k"),
            Parameters.tensorOut("length", LongTensor.TYPE));
    static final Schema TURN = CallSchemas.function(
            "turn",
            Parameters.tensorIn("vis", Complex64Tensor.TYPE, "row", "uvw=3"),
            Parameters.tensorOut("turned", Complex64Tensor.TYPE, "row", "uvw=3"),
            Parameters.tagOut("done"));
    static final Schema SELECT = CallSchemas.function(
            "select",
            Parameters.tensorIn("values", IntTensor.TYPE, "n"),
            Parameters.tensorOut("positive", IntTensor.TYPE, "m"));
    static final Schema DESCRIBE = CallSchemas.function(
            "describe",
            Parameters.value("flag", ValueType.BOOL),
            Parameters.value("tiny", ValueType.INT8),
            Parameters.value("small", ValueType.INT16),
            Parameters.value("medium", ValueType.INT32),
            Parameters.value("large", ValueType.INT64),
            Parameters.value("single", ValueType.FLOAT32),
            Parameters.value("double", ValueType.FLOAT64),
            Parameters.value("text", ValueType.UTF8),
            Parameters.value("bytes", ValueType.BINARY),
            Parameters.value("at", ValueType.TIMESTAMP),
            Parameters.value("took", ValueType.DURATION),
            Parameters.value("day", ValueType.DATE32),
            Parameters.objectId("id", false),
            Parameters.tensorOut("description", ByteTensor.UINT8, "n"));
    static final TableType<Antenna> ANTENNA = TableType.of(
            new Schema(List.of(
                    Columns.of("id", int.class),
                    Columns.nullable("name", String.class),
                    Columns.of("height [m]", double.class),
                    Columns.listOf("tags", Columns.nullable("item", String.class)))),
            new AntennaRows());
    static final TableType<Place> PLACE = TableType.of(Place.class);
    static final Schema PLACES = CallSchemas.function(
            "places",
            Parameters.tableIn("antennas", ANTENNA),
            Parameters.value("least", ValueType.FLOAT64),
            Parameters.tableOut("places", PLACE));
    static final List<Schema> ALL = List.of(MIX, TURN, SELECT, DESCRIBE, PLACES);

    static final int MIX_INDEX = 0;
    static final int TURN_INDEX = 1;
    static final int SELECT_INDEX = 2;
    static final int DESCRIBE_INDEX = 3;
    static final int PLACES_INDEX = 4;

    record Antenna(int id, @Nullable String name, double height, List<String> tags) {}

    record Place(int id, @Nullable String label, long tags) {}

    /** What is generated for a record with a name that differs from the column's. */
    private static final class AntennaRows implements RowMapper<Antenna> {
        @Override
        public Antenna read(RowReader cells, long row) {
            return new Antenna(
                    cells.getInt(0, row),
                    cells.isNull(1, row) ? null : cells.getString(1, row),
                    cells.getDouble(2, row),
                    cells.getList(3, row));
        }

        @Override
        public void write(Antenna record, RowWriter cells, int row) {
            cells.setInt(0, row, record.id());
            cells.setString(1, row, record.name());
            cells.setDouble(2, row, record.height());
            cells.setList(3, row, record.tags());
        }
    }

    /** Calls that were run. */
    final AtomicInteger runs = new AtomicInteger();

    @Override
    public String name() {
        return "Mix";
    }

    @Override
    public List<Schema> schemas() {
        return ALL;
    }

    @Override
    public void call(int function, Invocation call) {
        runs.incrementAndGet();
        switch (function) {
            case MIX_INDEX -> mix(call);
            case TURN_INDEX -> turn(call);
            case SELECT_INDEX -> select(call);
            case DESCRIBE_INDEX -> describe(call);
            case PLACES_INDEX -> places(call);
            default -> throw call.unknownFunction(function);
        }
    }

    private static void mix(Invocation call) {
        String label = call.getString(1);
        if (label.startsWith("fail: ")) {
            throw new IllegalArgumentException(label.substring("fail: ".length()), new IllegalStateException("below"));
        }
        double factor = call.getDouble(2);
        double sign = call.getBoolean(3) ? -1 : 1;
        DoubleTensor ys = call.tensor(5, DoubleTensor.TYPE);
        DoubleTensor zs = call.output(6, DoubleTensor.TYPE, ys.length(0), ys.length(1));
        for (long i = 0; i < ys.length(0); i++) {
            for (long k = 0; k < ys.length(1); k++) {
                zs.set(i, k, sign * (factor * ys.get(i, k) + call.getLong(0)));
            }
        }
        call.output(7, LongTensor.TYPE).set(label.codePointCount(0, label.length()));
    }

    private static void turn(Invocation call) {
        Complex64Tensor vis = call.tensor(0, Complex64Tensor.TYPE);
        Complex64Tensor turned = call.output(1, Complex64Tensor.TYPE, vis.length(0), 3);
        for (long row = 0; row < vis.length(0); row++) {
            for (long uvw = 0; uvw < 3; uvw++) {
                turned.set(row, uvw, -vis.im(row, uvw), vis.re(row, uvw));
            }
        }
        call.tag(2);
    }

    private static void select(Invocation call) {
        IntTensor values = call.tensor(0, IntTensor.TYPE);
        TensorOutput<IntTensor> sink = call.sink(1, IntTensor.TYPE);
        IntTensor positive = sink.allocateAtMost(values.shape());
        long found = 0;
        for (long n = 0; n < values.length(0); n++) {
            if (values.get(n) > 0) {
                positive.set(found, values.get(n));
                found++;
            }
        }
        sink.trim(Shape.of(found));
    }

    private static void places(Invocation call) {
        double least = call.getDouble(1);
        TableOutput<Place> places = call.tableOutput(2, PLACE);
        for (Antenna antenna : call.table(0, ANTENNA)) {
            if (antenna.height() >= least) {
                String label = antenna.name() == null ? null : antenna.name() + ": " + antenna.height();
                places.add(new Place(antenna.id(), label, antenna.tags().size()));
            }
        }
    }

    private static void describe(Invocation call) {
        Instant at = call.getInstant(9);
        BigInteger atNanos = BigInteger.valueOf(at.getEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(at.getNano()));
        String words = String.format(
                "%s %d %d %d %d %08x %016x %s %d %d %d %s %s",
                call.getBoolean(0),
                call.getByte(1),
                call.getShort(2),
                call.getInt(3),
                call.getLong(4),
                Float.floatToRawIntBits(call.getFloat(5)),
                Double.doubleToRawLongBits(call.getDouble(6)),
                HexFormat.of().formatHex(call.getBytes(8)),
                atNanos,
                call.getDuration(10).toNanos(),
                call.getLocalDate(11).toEpochDay(),
                call.getObjectId(12),
                call.getString(7));
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        call.output(13, ByteTensor.UINT8, bytes.length).copyFrom(bytes);
    }
}
