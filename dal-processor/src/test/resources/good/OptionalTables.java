package demo;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TableOut;
import dev.dal.connection.TableRef;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables that may be null, and tables that are read when the function asks for them. */
@ProcessingFunction
interface OptionalTables {

    /**
     * Sorts words by length.
     *
     * @param words the words
     * @param more further words, if there are any
     * @param shorter those of three letters or less
     * @param longer the others
     */
    void sort(
            @TableIn Table<Word> words,
            @TableIn @Nullable Table<Word> more,
            @TableOut TableOutput<Word> shorter,
            @TableOut @Nullable TableOutput<Word> longer);

    /** Keeps a table beyond its end, if there is one. */
    void keep(@TableIn @Nullable TableRef<Word> words);

    long kept();

    void choose(
            boolean first,
            @TableIn TableRef<Word> xs,
            @TableIn @Name("others") TableRef<Word> ys,
            @TableOut TableOutput<Word> chosen);

    void onlyOptional(@TableOut @Nullable TableOutput<Letters> letters);

    record Word(String word, @Nullable Integer count) {}

    record Letters(@Name("the \"letters\", as \\ they are") List<String> letters, double[][] weights) {}
}
