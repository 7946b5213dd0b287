package dev.dal.call;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** A service whose functions a test gives as it needs them. */
final class ProbeService implements Service {

    private final List<Schema> schemas = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();

    /** What a function does with its call. */
    interface Function {
        void run(Invocation call) throws Exception;
    }

    /** Adds a function; before the service is served. */
    ProbeService with(Schema schema, Function function) {
        schemas.add(schema);
        functions.add(function);
        return this;
    }

    @Override
    public String name() {
        return "Probe";
    }

    @Override
    public List<Schema> schemas() {
        return List.copyOf(schemas);
    }

    @Override
    public void call(int function, Invocation call) throws Exception {
        functions.get(function).run(call);
    }
}
