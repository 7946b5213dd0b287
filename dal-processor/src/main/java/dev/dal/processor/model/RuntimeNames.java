package dev.dal.processor.model;

import com.palantir.javapoet.ClassName;

/**
 * The names of everything that generated code uses of the runtime library. The processor does not depend on that
 * library, so a test compares this list with it.
 */
public final class RuntimeNames {

    private static final String TENSOR_PACKAGE = "dev.dal.tensor";
    private static final String TABLE_PACKAGE = "dev.dal.table";
    private static final String CONNECTION_PACKAGE = "dev.dal.connection";
    private static final String CALL_PACKAGE = "dev.dal.call";

    /** An Arrow schema. */
    public static final ClassName SCHEMA = ClassName.get("org.apache.arrow.vector.types.pojo", "Schema");

    /** The id of an object in a store. */
    public static final ClassName OBJECT_ID = ClassName.get("dev.dal.store", "ObjectId");

    /** What an input tensor may be given as. */
    public static final ClassName TENSOR_SOURCE = ClassName.get(TENSOR_PACKAGE, "TensorSource");

    /** An output whose shape the function chooses. */
    public static final ClassName TENSOR_OUTPUT = ClassName.get(TENSOR_PACKAGE, "TensorOutput");

    /** Lengths of dimensions. */
    public static final ClassName SHAPE = ClassName.get(TENSOR_PACKAGE, "Shape");

    /** Rows and columns. */
    public static final ClassName TABLE = ClassName.get(TABLE_PACKAGE, "Table");

    /** What an input table may be given as. */
    public static final ClassName TABLE_SOURCE = ClassName.get(TABLE_PACKAGE, "TableSource");

    /** An output to which rows are added. */
    public static final ClassName TABLE_OUTPUT = ClassName.get(TABLE_PACKAGE, "TableOutput");

    /** What a table must have. */
    public static final ClassName TABLE_TYPE = ClassName.get(TABLE_PACKAGE, "TableType");

    /** Makes the columns of tables. */
    public static final ClassName COLUMNS = ClassName.get(TABLE_PACKAGE, "Columns");

    /** Makes records of rows, and rows of records. */
    public static final ClassName ROW_MAPPER = ClassName.get(TABLE_PACKAGE, "RowMapper");

    /** The cells that rows are read from. */
    public static final ClassName ROW_READER = ClassName.get(TABLE_PACKAGE, "RowReader");

    /** The cells that rows are written into. */
    public static final ClassName ROW_WRITER = ClassName.get(TABLE_PACKAGE, "RowWriter");

    /** An open connection to a store. */
    public static final ClassName CONNECTION = ClassName.get(CONNECTION_PACKAGE, "Connection");

    /** A namespace of objects. */
    public static final ClassName STORE = ClassName.get(CONNECTION_PACKAGE, "Store");

    /** A future object of any kind in a store. */
    public static final ClassName REF = ClassName.get(CONNECTION_PACKAGE, "Ref");

    /** A future object of any bytes in a store. */
    public static final ClassName BUFFER_REF = ClassName.get(CONNECTION_PACKAGE, "BufferRef");

    /** An object of any bytes. */
    public static final ClassName OBJECT_BUFFER = ClassName.get("dev.dal.store.client", "ObjectBuffer");

    /** An output of any bytes. */
    public static final ClassName OBJECT_OUTPUT = ClassName.get(CALL_PACKAGE, "ObjectOutput");

    /** An output that says nothing but that the function has returned. */
    public static final ClassName TAG_TYPE = ClassName.get(CALL_PACKAGE, "Tag");

    /** A future tensor in a store. */
    public static final ClassName TENSOR_REF = ClassName.get(CONNECTION_PACKAGE, "TensorRef");

    /** A future table in a store. */
    public static final ClassName TABLE_REF = ClassName.get(CONNECTION_PACKAGE, "TableRef");

    /** Makes call schemas. */
    public static final ClassName CALL_SCHEMAS = ClassName.get(CALL_PACKAGE, "CallSchemas");

    /** Makes the fields of call schemas. */
    public static final ClassName PARAMETERS = ClassName.get(CALL_PACKAGE, "Parameters");

    /** The types of values. */
    public static final ClassName VALUE_TYPE = ClassName.get(CALL_PACKAGE, "ValueType");

    /** The untyped caller. */
    public static final ClassName CALLER = ClassName.get(CALL_PACKAGE, "Caller");

    /** How a caller finds its processors. */
    public static final ClassName CALLER_OPTIONS = ClassName.get(CALL_PACKAGE, "CallerOptions");

    /** The superclass of generated callers. */
    public static final ClassName GENERATED_CALLER = ClassName.get(CALL_PACKAGE, "GeneratedCaller");

    /** The superclass of what generated callers call all processors by. */
    public static final ClassName GENERATED_BROADCASTER = ClassName.get(CALL_PACKAGE, "GeneratedBroadcaster");

    /** The untyped way to call all processors. */
    public static final ClassName BROADCASTER = ClassName.get(CALL_PACKAGE, "Broadcaster");

    /** The results of a call of all processors. */
    public static final ClassName BROADCAST = ClassName.get(CALL_PACKAGE, "Broadcast");

    /** Writes the row of a call. */
    public static final ClassName CALL_WRITER = ClassName.get(CALL_PACKAGE, "CallWriter");

    /** The superclass of generated results. */
    public static final ClassName CALL_RESULT = ClassName.get(CALL_PACKAGE, "CallResult");

    /** A call whose outputs are not there yet. */
    public static final ClassName PENDING_CALL = ClassName.get(CALL_PACKAGE, "PendingCall");

    /** The results of a batch. */
    public static final ClassName RESULTS = ClassName.get(CALL_PACKAGE, "Results");

    /** The untyped processor. */
    public static final ClassName PROCESSOR = ClassName.get(CALL_PACKAGE, "Processor");

    /** How a processor serves. */
    public static final ClassName PROCESSOR_OPTIONS = ClassName.get(CALL_PACKAGE, "ProcessorOptions");

    /** The superclass of generated processors. */
    public static final ClassName GENERATED_PROCESSOR = ClassName.get(CALL_PACKAGE, "GeneratedProcessor");

    /** Functions that a processor serves. */
    public static final ClassName SERVICE = ClassName.get(CALL_PACKAGE, "Service");

    /** A call as its processor sees it. */
    public static final ClassName INVOCATION = ClassName.get(CALL_PACKAGE, "Invocation");

    /** A call as its function sees it. */
    public static final ClassName CALL_CONTEXT = ClassName.get(CALL_PACKAGE, "CallContext");

    /** {@code TableType.of(schema, mapper)}. */
    public static final Member TABLE_TYPE_OF = new Member(TABLE_TYPE, "of");

    /** {@code Columns.of(name, type)}. */
    public static final Member COLUMN = new Member(COLUMNS, "of");

    /** {@code Columns.nullable(name, type)}. */
    public static final Member NULLABLE_COLUMN = new Member(COLUMNS, "nullable");

    /** {@code Columns.listOf(name, element)}. */
    public static final Member LIST_COLUMN = new Member(COLUMNS, "listOf");

    /** {@code Columns.nullableListOf(name, element)}. */
    public static final Member NULLABLE_LIST_COLUMN = new Member(COLUMNS, "nullableListOf");

    /** {@code mapper.read(cells, row)}. */
    public static final Member READ_ROW = new Member(ROW_MAPPER, "read");

    /** {@code mapper.write(record, cells, row)}. */
    public static final Member WRITE_ROW = new Member(ROW_MAPPER, "write");

    /** {@code cells.isNull(column, row)}. */
    public static final Member IS_NULL_CELL = new Member(ROW_READER, "isNull");

    /** {@code cells.getArray(column, row, type)}. */
    public static final Member GET_ARRAY = new Member(ROW_READER, "getArray");

    /** {@code cells.getList(column, row)}. */
    public static final Member GET_LIST = new Member(ROW_READER, "getList");

    /** {@code cells.setList(column, row, elements)}. */
    public static final Member SET_LIST = new Member(ROW_WRITER, "setList");

    /** {@code shape.length(dimension)}. */
    public static final Member SHAPE_LENGTH = new Member(SHAPE, "length");

    /** {@code CallSchemas.function(name, parameters)}. */
    public static final Member SCHEMA_FUNCTION = new Member(CALL_SCHEMAS, "function");

    /** {@code Parameters.value(name, type)}. */
    public static final Member VALUE = new Member(PARAMETERS, "value");

    /** {@code Parameters.tensorIn(name, type, dimensions)}. */
    public static final Member TENSOR_IN = new Member(PARAMETERS, "tensorIn");

    /** {@code Parameters.tensorOut(name, type, dimensions)}. */
    public static final Member TENSOR_OUT = new Member(PARAMETERS, "tensorOut");

    /** {@code Parameters.tableIn(name, type)}. */
    public static final Member TABLE_IN = new Member(PARAMETERS, "tableIn");

    /** {@code Parameters.tableOut(name, type)}. */
    public static final Member TABLE_OUT = new Member(PARAMETERS, "tableOut");

    /** {@code Parameters.objectIn(name, nullable)}. */
    public static final Member OBJECT_IN = new Member(PARAMETERS, "objectIn");

    /** {@code Parameters.objectOut(name, nullable)}. */
    public static final Member OBJECT_OUT = new Member(PARAMETERS, "objectOut");

    /** {@code Parameters.objectId(name, nullable)}. */
    public static final Member OBJECT_REF = new Member(PARAMETERS, "objectId");

    /** {@code Parameters.nullable(field)}. */
    public static final Member NULLABLE = new Member(PARAMETERS, "nullable");

    /** {@code Parameters.tagOut(name)}. */
    public static final Member TAG_OUT = new Member(PARAMETERS, "tagOut");

    /** {@code Caller.open(store, schemas, options)}. */
    public static final Member CALLER_OPEN = new Member(CALLER, "open");

    /** {@code Caller.inProcess(service)}. */
    public static final Member CALLER_IN_PROCESS = new Member(CALLER, "inProcess");

    /** {@code caller.with(deadline)}. */
    public static final Member CALLER_WITH = new Member(CALLER, "with");

    /** {@code CallerOptions.defaults()}. */
    public static final Member CALLER_DEFAULTS = new Member(CALLER_OPTIONS, "defaults");

    /** {@code caller()}. */
    public static final Member GENERATED_CALLER_CALLER = new Member(GENERATED_CALLER, "caller");

    /** {@code call(function, call, writer, result)}. */
    public static final Member GENERATED_CALLER_CALL = new Member(GENERATED_CALLER, "call");

    /** {@code batch(function, calls, writer, result)}. */
    public static final Member GENERATED_CALLER_BATCH = new Member(GENERATED_CALLER, "batch");

    /** {@code caller.broadcast()}. */
    public static final Member CALLER_BROADCAST = new Member(CALLER, "broadcast");

    /** {@code over(broadcaster)}. */
    public static final Member BROADCASTER_OVER = new Member(GENERATED_BROADCASTER, "over");

    /** {@code call(function, call, writer, result)}. */
    public static final Member BROADCASTER_CALL = new Member(GENERATED_BROADCASTER, "call");

    /** {@code declaredException(type, message)}. */
    public static final Member DECLARED_EXCEPTION = new Member(GENERATED_CALLER, "declaredException");

    /** {@code row.setTensor(field, source)}. */
    public static final Member SET_TENSOR = new Member(CALL_WRITER, "setTensor");

    /** {@code row.setTable(field, source)}. */
    public static final Member SET_TABLE = new Member(CALL_WRITER, "setTable");

    /** {@code table(field, type)}. */
    public static final Member RESULT_TABLE = new Member(CALL_RESULT, "table");

    /** {@code row.setObject(field, ref)}. */
    public static final Member SET_OBJECT = new Member(CALL_WRITER, "setObject");

    /** {@code row.leaveOut(field)}. */
    public static final Member LEAVE_OUT = new Member(CALL_WRITER, "leaveOut");

    /** {@code buffer(field)}. */
    public static final Member RESULT_BUFFER = new Member(CALL_RESULT, "buffer");

    /** {@code tensor(field, type)}. */
    public static final Member RESULT_TENSOR = new Member(CALL_RESULT, "tensor");

    /** {@code result.close()}. */
    public static final Member RESULT_CLOSE = new Member(CALL_RESULT, "close");

    /** {@code ref.get()} and {@code ref.get(timeout)}. */
    public static final Member REF_GET = new Member(TENSOR_REF, "get");

    /** {@code ref.get()} and {@code ref.get(timeout)} of a table. */
    public static final Member TABLE_REF_GET = new Member(TABLE_REF, "get");

    /** {@code ref.get()} and {@code ref.get(timeout)} of an object of any bytes. */
    public static final Member BUFFER_GET = new Member(BUFFER_REF, "get");

    /** {@code ProcessorOptions.defaults()}. */
    public static final Member PROCESSOR_DEFAULTS = new Member(PROCESSOR_OPTIONS, "defaults");

    /** {@code Processor.serve(connection, options, service)}. */
    public static final Member PROCESSOR_SERVE = new Member(PROCESSOR, "serve");

    /** {@code service.name()}. */
    public static final Member SERVICE_NAME = new Member(SERVICE, "name");

    /** {@code service.schemas()}. */
    public static final Member SERVICE_SCHEMAS = new Member(SERVICE, "schemas");

    /** {@code service.call(function, invocation)}. */
    public static final Member SERVICE_CALL = new Member(SERVICE, "call");

    /** {@code invocation.unknownFunction(function)}. */
    public static final Member UNKNOWN_FUNCTION = new Member(INVOCATION, "unknownFunction");

    /** {@code invocation.tensor(field, type)}. */
    public static final Member GET_TENSOR = new Member(INVOCATION, "tensor");

    /** {@code invocation.table(field, type)}. */
    public static final Member GET_TABLE = new Member(INVOCATION, "table");

    /** {@code invocation.tableRef(field, type)}. */
    public static final Member GET_TABLE_REF = new Member(INVOCATION, "tableRef");

    /** {@code invocation.tableOutput(field, type)}. */
    public static final Member TABLE_SINK = new Member(INVOCATION, "tableOutput");

    /** {@code invocation.isNull(field)}. */
    public static final Member IS_NULL = new Member(INVOCATION, "isNull");

    /** {@code invocation.ref(field, type)}. */
    public static final Member GET_REF = new Member(INVOCATION, "ref");

    /** {@code invocation.object(field)}. */
    public static final Member GET_OBJECT = new Member(INVOCATION, "object");

    /** {@code invocation.objectOutput(field)}. */
    public static final Member OBJECT_SINK = new Member(INVOCATION, "objectOutput");

    /** {@code invocation.tagOutput(field)}. */
    public static final Member TAG_OUTPUT = new Member(INVOCATION, "tagOutput");

    /** {@code invocation.output(field, type, lengths)}. */
    public static final Member OUTPUT = new Member(INVOCATION, "output");

    /** {@code invocation.outputUncleared(field, type, lengths)}. */
    public static final Member OUTPUT_UNCLEARED = new Member(INVOCATION, "outputUncleared");

    /** {@code invocation.sink(field, type)}. */
    public static final Member SINK = new Member(INVOCATION, "sink");

    /** {@code invocation.put(field, type, tensor)}. */
    public static final Member PUT = new Member(INVOCATION, "put");

    /** {@code invocation.tag(field)}. */
    public static final Member TAG = new Member(INVOCATION, "tag");

    /** {@code tensor.shape()}, of every tensor class. */
    public static final String TENSOR_SHAPE = "shape";

    /** {@code tensor.get()} of rank 0, of every tensor class whose elements are primitive. */
    public static final String TENSOR_GET = "get";

    /** {@code tensor.set(value)} of rank 0, of every tensor class whose elements are primitive. */
    public static final String TENSOR_SET = "set";

    private RuntimeNames() {}

    /**
     * A class of tensors.
     *
     * @param simpleName its simple name
     * @return its name
     */
    static ClassName tensor(String simpleName) {
        return ClassName.get(TENSOR_PACKAGE, simpleName);
    }

    /**
     * A method of the runtime library.
     *
     * @param owner the class that has it
     * @param name its name
     */
    public record Member(ClassName owner, String name) {

        /** The name alone, which is what code contains. */
        @Override
        public String toString() {
            return name;
        }
    }
}
