package dev.dal.call;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** A service whose functions are declared by schemas. Immutable. */
final class SchemaService implements Service {

    private final String name;
    private final List<Schema> schemas;
    private final CallHandler handler;

    SchemaService(String name, List<Schema> schemas, CallHandler handler) {
        this.name = name;
        this.schemas = List.copyOf(schemas);
        this.handler = handler;
        this.schemas.forEach(CallLayout::of);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Schema> schemas() {
        return schemas;
    }

    @Override
    public void call(int function, Invocation call) throws Exception {
        handler.handle(new NamedCall(call));
    }
}
