package demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demo.OptionalTables.Letters;
import demo.OptionalTables.Word;
import demo.OptionalTablesCaller.KeepCall;
import demo.OptionalTablesCaller.OnlyOptionalCall;
import demo.OptionalTablesCaller.SortCall;
import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.connection.TableRef;
import dev.dal.processor.Scenario;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import java.util.List;

/** Tables that are left out arrive as null, and those that are read late are there when they are asked for. */
public final class OptionalTablesRun extends Scenario<OptionalTablesCaller> {

    private static final Word ONE = new Word("one", 1);
    private static final Word THREE = new Word("three", null);
    private static final Word TEN = new Word("ten", 10);
    private static final Word ELEVEN = new Word("eleven", 11);

    @Override
    protected OptionalTablesCaller inProcess() {
        return OptionalTablesCaller.inProcess(new Sorting());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return OptionalTablesProcessor.register(connection, new Sorting());
    }

    @Override
    protected OptionalTablesCaller find(Store store) {
        return OptionalTablesCaller.find(store);
    }

    @Override
    protected void check(OptionalTablesCaller caller) {
        inputs(caller);
        outputs(caller);
        batch(caller);
        kept(caller);
        chosen(caller);
        onlyOptional(caller);
    }

    private static Table<Word> table(Word... words) {
        return Table.of(OptionalTablesSchemas.WORD, List.of(words));
    }

    private static void inputs(OptionalTablesCaller caller) {
        try (var both = caller.sort(table(ONE, THREE), table(ELEVEN, TEN));
                var one = caller.sort(table(ONE, THREE), null);
                var chained = caller.sort(both.longer(), both.shorter())) {
            assertThat(both.shorter().get().asRecords()).containsExactly(ONE, TEN);
            assertThat(both.longer().get().asRecords()).containsExactly(THREE, ELEVEN);
            assertThat(one.shorter().get().asRecords()).containsExactly(ONE);
            assertThat(one.longer().get().asRecords()).containsExactly(THREE);
            assertThat(chained.shorter().get().asRecords()).containsExactly(ONE, TEN);
        }
        assertThatThrownBy(() -> caller.sort(null, table(ONE)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("words");
    }

    private static void outputs(OptionalTablesCaller caller) {
        var call = SortCall.of(table(ONE, THREE)).withoutLonger();
        assertThat(call.longer()).isFalse();
        assertThat(call.toBuilder().build()).isEqualTo(call);
        try (var result = caller.sort(call)) {
            result.await();
            assertThat(result.isReady()).isTrue();
            assertThat(result.shorter().get().asRecords()).containsExactly(ONE);
            assertLeftOut(result.longer(), "longer");
        }
    }

    /** Rows of one call may leave out different tables; what an earlier call had is not there in the next. */
    private static void batch(OptionalTablesCaller caller) {
        var all = SortCall.builder().words(table(ONE)).more(table(THREE)).build();
        var some = SortCall.of(table(ELEVEN));
        try (var results = caller.sortBatch(List.of(all, some.withoutLonger(), some))) {
            results.await();
            assertThat(results.get(0).longer().get().asRecords()).containsExactly(THREE);
            assertLeftOut(results.get(1).longer(), "longer");
            assertThat(results.get(2).longer().get().asRecords()).containsExactly(ELEVEN);
        }
        try (var results = caller.sortBatch(List.of(some, some, all.withoutLonger()))) {
            results.await();
            assertThat(results.get(0).longer().get().asRecords()).containsExactly(ELEVEN);
            assertThat(results.get(1).longer().get().asRecords()).containsExactly(ELEVEN);
            assertLeftOut(results.get(2).longer(), "longer");
        }
    }

    private static void kept(OptionalTablesCaller caller) {
        try (var nothing = caller.keep(KeepCall.of())) {
            nothing.await();
        }
        assertThat(caller.kept().get()).isEqualTo(-1);
        try (var result = caller.keep(new KeepCall(table(ONE, THREE, TEN)))) {
            result.await();
        }
        assertThat(caller.kept().get()).isEqualTo(3);
    }

    private static void chosen(OptionalTablesCaller caller) {
        try (var first = caller.choose(true, table(ONE), table(TEN));
                var second = caller.choose(false, first.chosen(), table(ELEVEN))) {
            assertThat(first.get().asRecords()).containsExactly(ONE);
            assertThat(second.get().asRecords()).containsExactly(ELEVEN);
        }
    }

    private static void onlyOptional(OptionalTablesCaller caller) {
        try (var result = caller.onlyOptional()) {
            Letters letters = result.letters().get().get(0);
            assertThat(letters.letters()).containsExactly("a", null);
            assertThat(letters.weights()).isEqualTo(new double[][] {{1}, {}});
        }
        try (var result = caller.onlyOptional(OnlyOptionalCall.of().withoutLetters())) {
            result.await();
            assertLeftOut(result.letters(), "letters");
        }
    }

    private static final class Sorting implements OptionalTables {

        private TableRef<Word> given;
        private TableRef<Word> kept;

        @Override
        public void sort(Table<Word> words, Table<Word> more, TableOutput<Word> shorter, TableOutput<Word> longer) {
            words.asRecords().forEach(word -> add(word, shorter, longer));
            if (more != null) {
                more.asRecords().forEach(word -> add(word, shorter, longer));
            }
        }

        private static void add(Word word, TableOutput<Word> shorter, TableOutput<Word> longer) {
            if (word.word().length() <= 3) {
                shorter.add(word);
            } else if (longer != null) {
                longer.add(word);
            }
        }

        @Override
        public void keep(TableRef<Word> words) {
            given = words;
            kept = words == null ? null : words.retain();
        }

        @Override
        public long kept() {
            if (given == null) {
                return -1;
            }
            assertThat(given.isClosed()).isTrue();
            try (TableRef<Word> words = kept) {
                return words.get().rowCount();
            }
        }

        @Override
        public void choose(boolean first, TableRef<Word> xs, TableRef<Word> ys, TableOutput<Word> chosen) {
            chosen.put(first ? xs.get() : ys.get());
        }

        @Override
        public void onlyOptional(TableOutput<Letters> letters) {
            if (letters != null) {
                letters.add(new Letters(java.util.Arrays.asList("a", null), new double[][] {{1}, {}}));
            }
        }
    }
}
