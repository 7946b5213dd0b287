package dev.dal.call;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** The functions of one implementation, as a {@link Processor} serves them. Generated for annotated interfaces. */
public interface Service {

    /**
     * Name of the implementation.
     *
     * @return the display name of the namespace, where no other is given; empty for a class without a name, whose
     *     namespace is then named after its functions
     */
    String name();

    /**
     * What can be called.
     *
     * @return call schemas of different names
     */
    List<Schema> schemas();

    /**
     * Runs a function: reads its inputs, calls it, writes its outputs.
     *
     * @param function index in {@link #schemas()}
     * @param call the row
     * @throws Exception whatever the function throws; the processor turns it into an error object
     */
    void call(int function, Invocation call) throws Exception;

    /**
     * A service without an annotated interface: functions that are declared by their schemas, and run by one handler.
     *
     * @param schemas call schemas of different names
     * @param handler runs the calls
     * @return the service; a processor of it is named after its functions unless the options say otherwise
     * @throws dev.dal.ipc.FormatException if one of the schemas is no call schema
     */
    static Service of(List<Schema> schemas, CallHandler handler) {
        return new SchemaService("", schemas, handler);
    }
}
