package dev.dal.call;

import dev.dal.table.Table;
import dev.dal.table.TableBuilder;
import dev.dal.table.TableMessage;
import dev.dal.table.TableOutput;
import dev.dal.table.TableType;

/** An output table: rows are collected until the function has returned, a whole table is written at once. */
final class TableSink<R> implements TableOutput<R> {

    private final RowOutputs outputs;
    private final ParameterLayout parameter;
    private final TableType<R> type;
    private final TableBuilder<R> rows;
    private boolean isPut;
    private boolean isFinished;

    TableSink(RowOutputs outputs, ParameterLayout parameter, TableType<R> type) {
        this.outputs = outputs;
        this.parameter = parameter;
        this.type = type;
        this.rows = new TableBuilder<>(type);
    }

    @Override
    public TableType<R> type() {
        return type;
    }

    @Override
    public void add(R row) {
        checkWritable();
        rows.add(row);
    }

    @Override
    public void put(Table<?> table) {
        checkWritable();
        if (rows.rowCount() > 0) {
            throw new IllegalStateException("Output '" + parameter.name() + "' has " + rows.rowCount()
                    + " rows; a whole table can be put only where none were added.");
        }
        write(table.as(type));
        isPut = true;
    }

    private void checkWritable() {
        if (isFinished) {
            throw new IllegalStateException(
                    "Output '" + parameter.name() + "' cannot be written any more: the call is over.");
        }
        if (isPut) {
            throw new IllegalStateException("Output '" + parameter.name() + "' is a table that was put already.");
        }
    }

    private void write(Table<R> table) {
        TableMessage message = TableMessage.of(table);
        message.writeTo(outputs.create(parameter, message.sizeBytes()));
    }

    /** The function has returned: the rows are the table, unless one was put. */
    void finish() {
        isFinished = true;
        if (!isPut) {
            write(rows.build());
        }
    }
}
