package dev.dal.call;

import dev.dal.connection.Ref;
import dev.dal.connection.Store;
import dev.dal.connection.TableRef;
import dev.dal.ipc.FormatException;
import dev.dal.ipc.RecordBatchWriter;
import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import dev.dal.table.TableSchemas;
import dev.dal.table.TableSource;
import dev.dal.table.TableType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** The tables that the rows of one call object have as inputs. */
final class TableInputs {

    private final List<Input> inputs = new ArrayList<>(0);

    /** A table parameter of one row. */
    private record Input(int row, ParameterLayout parameter, TableSource<?> source) {}

    /**
     * Adds an input.
     *
     * @return what does not fit, or null if all that is known of it fits
     */
    @Nullable
    String add(int row, ParameterLayout parameter, TableSource<?> source) {
        Schema declared = parameter.table();
        if (declared == null) {
            return "'" + parameter.name() + "' is declared as " + parameter.drawType() + "; found a table";
        }
        String problem = source.type().schema().equals(declared) ? null : misfit(declared, source);
        inputs.add(new Input(row, parameter, source));
        return problem == null ? null : "'" + parameter.name() + "': " + problem;
    }

    /** Of a table everything is known, of a reference the columns that it is declared with, if any. */
    private static @Nullable String misfit(Schema declared, TableSource<?> source) {
        if (source instanceof Table<?> table) {
            try {
                table.as(TableType.of(declared));
                return null;
            } catch (FormatException e) {
                return withoutStop(String.valueOf(e.getMessage()));
            }
        }
        if (source.type().isUntyped()) {
            return null;
        }
        List<String> lacking = TableSchemas.lacking(declared, source.type().schema());
        return lacking.isEmpty() ? null : String.join("; ", lacking);
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /**
     * Puts the tables that are not in the store, each of them once, and writes the ids of all.
     *
     * @param store where to put
     * @param columns receives the ids
     * @param ids receives the ids
     * @param put receives a reference to each table that was put, to be closed once the call is made
     */
    void resolve(Store store, RecordBatchWriter columns, List<ObjectId> ids, List<Ref> put) {
        if (inputs.isEmpty()) {
            return;
        }
        IdentityHashMap<TableSource<?>, TableRef<?>> once = new IdentityHashMap<>();
        for (Input input : inputs) {
            TableRef<?> ref = refTo(input.source(), once, store, put);
            columns.setObjectId(input.parameter().index(), input.row(), ref.id());
            ids.add(ref.id());
        }
    }

    /** Forgets the inputs. */
    void clear() {
        inputs.clear();
    }

    private static TableRef<?> refTo(
            TableSource<?> source, IdentityHashMap<TableSource<?>, TableRef<?>> once, Store store, List<Ref> put) {
        TableRef<?> known = source instanceof TableRef<?> given ? given : once.get(source);
        if (known != null) {
            return known;
        }
        if (!(source instanceof Table<?> table)) {
            throw new IllegalArgumentException("A table parameter takes a table or a TableRef; found a "
                    + source.getClass().getName() + ".");
        }
        TableRef<?> ref = store.putToSend(table);
        once.put(source, ref);
        put.add(ref);
        return ref;
    }
}
