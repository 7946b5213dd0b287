package demo;

import static org.assertj.core.api.Assertions.assertThat;

import demo.ColumnKinds.Cell;
import demo.ColumnKinds.Color;
import demo.ColumnKinds.Lists;
import demo.ColumnKinds.OptionalCell;
import demo.ColumnKinds.OptionalLists;
import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.processor.Scenario;
import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Rows come out as they went in. */
public final class ColumnKindsRun extends Scenario<ColumnKindsCaller> {

    private static final ObjectId ID = ObjectId.random();

    private static final Cell CELL = new Cell(
            (byte) -1,
            true,
            (short) -2,
            3,
            1L << 40,
            1.5f,
            -0.125,
            "grün",
            new byte[] {1, -1},
            Instant.ofEpochSecond(-1, 999_999_999),
            Duration.ofNanos(-5),
            LocalDate.of(1969, 12, 31),
            ID,
            Color.GREEN);

    private static final OptionalCell OPTIONAL_CELL = new OptionalCell(
            (byte) -1,
            true,
            (short) -2,
            3,
            1L << 40,
            1.5f,
            -0.125,
            "grün",
            new byte[] {1, -1},
            Instant.ofEpochSecond(-1, 999_999_999),
            Duration.ofNanos(-5),
            LocalDate.of(1969, 12, 31),
            ID,
            Color.GREEN);

    private static final OptionalCell NO_CELL =
            new OptionalCell(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static final Lists LISTS = new Lists(
            new boolean[] {true},
            new short[] {(short) -2},
            new int[] {3},
            new long[] {1L << 40},
            new float[] {1.5f},
            new double[] {-0.125},
            Arrays.asList((byte) -1, null),
            Arrays.asList(true, null),
            Arrays.asList((short) -2, null),
            Arrays.asList(3, null),
            Arrays.asList(1L << 40, null),
            Arrays.asList(1.5f, null),
            Arrays.asList(-0.125, null),
            Arrays.asList(null, "grün"),
            Arrays.asList(null, new byte[] {1, -1}),
            Arrays.asList(null, Instant.ofEpochSecond(-1, 999_999_999)),
            Arrays.asList(null, Duration.ofNanos(-5)),
            Arrays.asList(null, LocalDate.of(1969, 12, 31)),
            Arrays.asList(null, ID),
            new double[][] {{1, 2}, {}, {3}},
            List.of(List.of("a", "b"), List.of()));

    private static final OptionalLists OPTIONAL_LISTS = new OptionalLists(
            new boolean[] {true},
            new short[] {(short) -2},
            new int[] {3},
            new long[] {1L << 40},
            new float[] {1.5f},
            new double[] {-0.125},
            Arrays.asList((byte) -1, null),
            Arrays.asList(true, null),
            Arrays.asList((short) -2, null),
            Arrays.asList(3, null),
            Arrays.asList(1L << 40, null),
            Arrays.asList(1.5f, null),
            Arrays.asList(-0.125, null),
            Arrays.asList(null, "grün"),
            Arrays.asList(null, new byte[] {1, -1}),
            Arrays.asList(null, Instant.ofEpochSecond(-1, 999_999_999)),
            Arrays.asList(null, Duration.ofNanos(-5)),
            Arrays.asList(null, LocalDate.of(1969, 12, 31)),
            Arrays.asList(null, ID),
            new double[][] {{1, 2}, {}, {3}},
            List.of(List.of("a", "b"), List.of()));

    private static final OptionalLists NO_LISTS =
            new OptionalLists(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    @Override
    protected ColumnKindsCaller inProcess() {
        return ColumnKindsCaller.inProcess(new Copying());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return ColumnKindsProcessor.register(connection, new Copying());
    }

    @Override
    protected ColumnKindsCaller find(Store store) {
        return ColumnKindsCaller.find(store);
    }

    @Override
    protected void check(ColumnKindsCaller caller) {
        try (var result = caller.copyCells(Table.of(ColumnKindsSchemas.CELL, List.of(CELL, CELL)))) {
            assertSame(result.get(), CELL, CELL);
        }
        try (var result = caller.copyOptionalCells(
                Table.of(ColumnKindsSchemas.OPTIONAL_CELL, List.of(OPTIONAL_CELL, NO_CELL, OPTIONAL_CELL)))) {
            assertSame(result.get(), OPTIONAL_CELL, NO_CELL, OPTIONAL_CELL);
        }
        try (var result = caller.copyLists(Table.of(ColumnKindsSchemas.LISTS, List.of(LISTS, LISTS)))) {
            assertSame(result.get(), LISTS, LISTS);
        }
        try (var result = caller.copyOptionalLists(
                Table.of(ColumnKindsSchemas.OPTIONAL_LISTS, List.of(NO_LISTS, OPTIONAL_LISTS, NO_LISTS)))) {
            assertSame(result.get(), NO_LISTS, OPTIONAL_LISTS, NO_LISTS);
        }
    }

    private static void assertSame(Table<?> found, Record... expected) {
        assertThat(found.asRecords()).usingRecursiveComparison().isEqualTo(List.of(expected));
    }

    private static final class Copying implements ColumnKinds {

        @Override
        public void copyCells(Table<Cell> in, TableOutput<Cell> out) {
            out.addAll(in);
        }

        @Override
        public void copyOptionalCells(Table<OptionalCell> in, TableOutput<OptionalCell> out) {
            in.forEach(out::add);
        }

        @Override
        public void copyLists(Table<Lists> in, TableOutput<Lists> out) {
            out.put(in);
        }

        @Override
        public void copyOptionalLists(Table<OptionalLists> in, TableOutput<OptionalLists> out) {
            out.addAll(in.asRecords());
        }
    }
}
