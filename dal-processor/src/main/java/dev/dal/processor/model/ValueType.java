package dev.dal.processor.model;

/** The types of values: what a call row contains itself. */
public enum ValueType {
    /** A boolean. */
    BOOL("BOOL", "Boolean", "bool"),
    /** A byte. */
    INT8("INT8", "Byte", "int8"),
    /** A short. */
    INT16("INT16", "Short", "int16"),
    /** An int. */
    INT32("INT32", "Int", "int32"),
    /** A long. */
    INT64("INT64", "Long", "int64"),
    /** A float. */
    FLOAT32("FLOAT32", "Float", "float32"),
    /** A double. */
    FLOAT64("FLOAT64", "Double", "float64"),
    /** A string. */
    UTF8("UTF8", "String", "utf8"),
    /** An array of bytes. */
    BINARY("BINARY", "Bytes", "binary"),
    /** An {@code Instant}. */
    TIMESTAMP("TIMESTAMP", "Instant", "timestamp(ns, UTC)"),
    /** A {@code Duration}. */
    DURATION("DURATION", "Duration", "duration(ns)"),
    /** A {@code LocalDate}. */
    DATE32("DATE32", "LocalDate", "date32"),
    /** An {@code ObjectId}. */
    OBJECT_ID("OBJECT_ID", "ObjectId", "fixed_size_binary(20)"),
    /** An {@code ObjectId} that names an object. */
    OBJECT_REF("OBJECT_ID", "ObjectId", "object id"),
    /** A constant of an enum, by name. */
    ENUM("UTF8", "Enum", "utf8");

    private final String constant;
    private final String accessor;
    private final String schemaName;

    ValueType(String constant, String accessor, String schemaName) {
        this.constant = constant;
        this.accessor = accessor;
        this.schemaName = schemaName;
    }

    /**
     * The constant of the runtime's {@code ValueType}.
     *
     * @return its name
     */
    public String constant() {
        return constant;
    }

    /**
     * The method of the runtime's {@code CallWriter} that writes such a value.
     *
     * @return its name
     */
    public RuntimeNames.Member setter() {
        return new RuntimeNames.Member(RuntimeNames.CALL_WRITER, "set" + accessor);
    }

    /**
     * The method of the runtime's {@code Invocation} that reads such a value.
     *
     * @return its name
     */
    public RuntimeNames.Member getter() {
        return new RuntimeNames.Member(RuntimeNames.INVOCATION, "get" + accessor);
    }

    /**
     * The method of the runtime's {@code RowWriter} that writes such a cell of a table.
     *
     * @return its name
     */
    public RuntimeNames.Member cellSetter() {
        return new RuntimeNames.Member(RuntimeNames.ROW_WRITER, "set" + accessor);
    }

    /**
     * The method of the runtime's {@code RowReader} that reads such a cell of a table.
     *
     * @return its name
     */
    public RuntimeNames.Member cellGetter() {
        return new RuntimeNames.Member(RuntimeNames.ROW_READER, "get" + accessor);
    }

    /**
     * The Arrow type, as schemas show it to readers.
     *
     * @return for example {@code int64}
     */
    public String schemaName() {
        return schemaName;
    }

    /**
     * Whether such a value can be the length of a dimension.
     *
     * @return true for byte, short, int and long
     */
    public boolean isIntegral() {
        return this == INT8 || this == INT16 || this == INT32 || this == INT64;
    }
}
