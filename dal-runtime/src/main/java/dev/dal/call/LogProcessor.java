package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.table.Table;
import dev.dal.tensor.Tensor;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.apache.arrow.vector.types.pojo.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A processor that notes each call and computes nothing: for looking at what callers send. Tags are written, so that a
 * caller can wait until its call was noted; other outputs fail with {@code MissingOutput}.
 */
public final class LogProcessor extends BasicProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(LogProcessor.class);

    private final Consumer<String> log;

    /**
     * A processor that writes to the log, with level INFO.
     *
     * @param connection the connection to the store
     * @param schemas call schemas of the functions
     * @param options name and prefix of the namespace, threads and limits
     * @throws IllegalArgumentException if two functions have the same name, or the options limit one that is not declared
     * @throws dev.dal.connection.DalException if no namespace was free
     */
    public LogProcessor(Connection connection, List<Schema> schemas, ProcessorOptions options) {
        this(connection, schemas, options, LOG::info);
    }

    /**
     * A processor that notes calls elsewhere.
     *
     * @param connection the connection to the store
     * @param schemas call schemas of the functions
     * @param options name and prefix of the namespace, threads and limits
     * @param log takes a line for each call; thread-safe if the options want several workers
     * @throws IllegalArgumentException if two functions have the same name, or the options limit one that is not declared
     * @throws dev.dal.connection.DalException if no namespace was free
     */
    public LogProcessor(Connection connection, List<Schema> schemas, ProcessorOptions options, Consumer<String> log) {
        super(connection, schemas, options);
        this.log = log;
    }

    @Override
    protected void processCall(NamedCall call) {
        List<ParameterLayout> parameters = call.invocation().layout().parameters();
        StringJoiner line = new StringJoiner(", ", call.function() + "(", ")");
        for (ParameterLayout parameter : parameters) {
            line.add(parameter.name() + "=" + describe(call, parameter));
        }
        log.accept(line.toString());
        for (ParameterLayout parameter : parameters) {
            if (parameter.isTag() && !call.isNull(parameter.name())) {
                call.outputTag(parameter.name());
            }
        }
    }

    private static String describe(NamedCall call, ParameterLayout parameter) {
        String name = parameter.name();
        if (call.isNull(name)) {
            return "null";
        }
        if (!parameter.isInput()) {
            Object value = call.parameter(name);
            return value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
        }
        if (parameter.isTensor()) {
            Tensor tensor = call.tensorParameter(name);
            return parameter.drawType() + " " + tensor.shape();
        }
        if (parameter.table() != null) {
            Table<?> table = call.tableParameter(name);
            return parameter.drawType() + " " + table.rowCount() + " rows";
        }
        return "object " + call.oidParameter(name);
    }
}
