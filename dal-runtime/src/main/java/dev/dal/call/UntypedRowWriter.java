package dev.dal.call;

import dev.dal.connection.BufferRef;
import dev.dal.connection.Connection;
import dev.dal.connection.Ref;
import dev.dal.connection.TableRef;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import dev.dal.table.TableSource;
import dev.dal.table.TableType;
import dev.dal.tensor.TensorSource;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Writes the arguments of a call by name into a row: what each parameter takes, see {@link Caller#call(String, Map)}. */
final class UntypedRowWriter implements RowWriter<UntypedArguments> {

    private final Connection connection;

    /** A writer for callers of a connection. */
    UntypedRowWriter(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void write(UntypedArguments arguments, CallWriter row) {
        for (ParameterLayout parameter : row.layout().parameters()) {
            Object value = arguments.get(parameter.index());
            if (value != null) {
                write(parameter, value, row);
            } else if (parameter.isOutput() && arguments.isGiven(parameter.index())) {
                row.leaveOut(parameter.index());
            }
        }
    }

    private void write(ParameterLayout parameter, Object value, CallWriter row) {
        switch (parameter.role()) {
            case VALUE -> writeValue(parameter, value, row);
            case OID -> row.setObjectId(parameter.index(), idOf(parameter, value, row));
            case IN -> writeInput(parameter, value, row);
            case OUT -> giveOutput(parameter, value, row);
        }
    }

    private static void writeValue(ParameterLayout parameter, Object value, CallWriter row) {
        if (narrows(parameter.field().getType(), value)) {
            throw misfit(parameter, value, row, null);
        }
        try {
            row.setCell(parameter.index(), value);
        } catch (IllegalArgumentException e) {
            throw misfit(parameter, value, row, e);
        }
    }

    /** Whether a Java number has values that the type has not; of unsigned types the value itself is looked at. */
    private static boolean narrows(ArrowType type, Object value) {
        if (type instanceof ArrowType.Int integer && integer.getIsSigned()) {
            return bitsOf(value) > integer.getBitWidth();
        }
        if (type instanceof ArrowType.FloatingPoint real) {
            return bitsOf(value) > significantBits(real.getPrecision())
                    || (value instanceof Double && real.getPrecision() != FloatingPointPrecision.DOUBLE)
                    || (value instanceof Float && real.getPrecision() == FloatingPointPrecision.HALF);
        }
        return false;
    }

    /** Bits of a Java integer, more than any type has if there is no limit to them; 0 for all else. */
    private static int bitsOf(Object value) {
        if (value instanceof Byte) {
            return Byte.SIZE;
        }
        if (value instanceof Short) {
            return Short.SIZE;
        }
        if (value instanceof Integer) {
            return Integer.SIZE;
        }
        if (value instanceof Long) {
            return Long.SIZE;
        }
        return value instanceof BigInteger ? Integer.MAX_VALUE : 0;
    }

    private static int significantBits(FloatingPointPrecision precision) {
        return switch (precision) {
            case HALF -> 11;
            case SINGLE -> 24;
            case DOUBLE -> 53;
        };
    }

    private static ObjectId idOf(ParameterLayout parameter, Object value, CallWriter row) {
        if (value instanceof ObjectId id) {
            return id;
        }
        if (value instanceof Ref ref) {
            return ref.id();
        }
        throw misfit(parameter, value, row, null);
    }

    private static void writeInput(ParameterLayout parameter, Object value, CallWriter row) {
        int field = parameter.index();
        Schema columns = parameter.table();
        if (value instanceof ObjectId id) {
            row.setObject(field, id);
        } else if (value instanceof BufferRef ref) {
            row.setObject(field, ref);
        } else if (parameter.isTensor() && value instanceof TensorSource<?> tensor) {
            row.setTensor(field, tensor);
        } else if (columns != null) {
            row.setTable(field, tableOf(parameter, columns, value, row));
        } else if (!parameter.isTensor() && value instanceof Ref ref) {
            row.setObject(field, ref);
        } else {
            throw misfit(parameter, value, row, null);
        }
    }

    @SuppressWarnings("unchecked") // keys and rows are looked at when the table is made
    private static TableSource<?> tableOf(ParameterLayout parameter, Schema columns, Object value, CallWriter row) {
        try {
            if (value instanceof TableSource<?> table) {
                return table;
            }
            if (value instanceof Map<?, ?> map) {
                return Table.ofColumns(TableType.of(columns), (Map<String, ?>) map);
            }
            if (value instanceof List<?> rows && rows.stream().allMatch(each -> each instanceof Map)) {
                return Table.of(TableType.of(columns), (List<Map<String, @Nullable Object>>) rows);
            }
        } catch (IllegalArgumentException e) {
            throw misfit(parameter, value, row, e);
        }
        throw misfit(parameter, value, row, null);
    }

    private void giveOutput(ParameterLayout parameter, Object value, CallWriter row) {
        boolean fits = value instanceof BufferRef
                || (value instanceof TableRef && parameter.table() != null)
                || (value instanceof TensorRef<?> tensor
                        && tensor.type().elementType() == parameter.element()
                        && tensor.dimensionNames().size() == parameter.rank());
        if (!(value instanceof Ref ref) || !fits) {
            throw misfit(parameter, value, row, null);
        }
        if (ref.isClosed() || ref.isReady() || !ref.connection().equals(connection)) {
            throw new IllegalArgumentException("Call of '" + row.layout().function() + "': output '" + parameter.name()
                    + "' is written where an open reference of this connection awaits it; found " + ref
                    + (ref.connection().equals(connection) ? "." : " of " + ref.connection() + "."));
        }
        row.giveOutput(parameter.index(), ref.id());
    }

    private static IllegalArgumentException misfit(
            ParameterLayout parameter, Object value, CallWriter row, @Nullable IllegalArgumentException cause) {
        String why = cause == null ? "" : " (" + cause.getMessage() + ")";
        return new IllegalArgumentException(
                "Call of '" + row.layout().function() + "': '" + parameter.name() + "' is declared as "
                        + (parameter.isOutput() ? "output " : "") + parameter.drawType() + "; found " + describe(value)
                        + why + ". Expected " + expected(parameter) + ".",
                cause);
    }

    private static String describe(Object value) {
        String type = value.getClass().getSimpleName();
        if (value instanceof Number || value instanceof Boolean || value instanceof Ref) {
            return "the " + type + " " + value;
        }
        return "a value of class " + (type.isEmpty() ? value.getClass().getName() : type);
    }

    private static String expected(ParameterLayout parameter) {
        String kind = parameter.isTensor() ? "TensorRef" : parameter.table() != null ? "TableRef" : "BufferRef";
        return switch (parameter.role()) {
            case OUT -> "a " + kind + " that awaits such an object, or none";
            case OID -> "an ObjectId or a reference";
            case IN ->
                parameter.isTensor()
                        ? "such a tensor, a TensorRef or an ObjectId"
                        : parameter.table() != null
                                ? "a Table, a TableRef, a Map of columns, a List of Maps or an ObjectId"
                                : "a reference or an ObjectId";
            case VALUE -> "a value that it can hold whatever it is";
        };
    }
}
