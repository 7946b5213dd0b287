package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.NamespaceInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A processor of functions that are declared by schemas, to be extended.
 *
 * <pre>{@code
 * final class Adder extends BasicProcessor {
 *     Adder(Connection connection) {
 *         super(connection, List.of(ADD), ProcessorOptions.defaults());
 *         on("add", call -> {
 *             long x = call.parameter("x", Long.class);
 *             LongTensor ys = call.tensorParameter("ys", LongTensor.TYPE);
 *             LongTensor zs = call.outputTensor("zs", LongTensor.TYPE, ys.shape().length(0));
 *             for (long i = 0; i < ys.shape().length(0); i++) zs.set(i, x + ys.get(i));
 *         });
 *     }
 * }
 * }</pre>
 *
 * <p>Nothing runs before {@link #run()}, {@link #process} or {@link #start()}. Thread-safe as {@link Processor} is.
 */
public abstract class BasicProcessor implements AutoCloseable {

    private final Map<String, CallHandler> handlers = new ConcurrentHashMap<>();
    private final Processor processor;

    /**
     * Declares the functions.
     *
     * @param connection the connection to the store
     * @param schemas call schemas of the functions
     * @param options name and prefix of the namespace, threads and limits; without a name it is that of the class
     * @throws IllegalArgumentException if two functions have the same name, or the options limit one that is not declared
     * @throws dev.dal.ipc.FormatException if one of the schemas is no call schema
     * @throws dev.dal.connection.DalException if no namespace was free
     */
    protected BasicProcessor(Connection connection, List<Schema> schemas, ProcessorOptions options) {
        String name = getClass().getSimpleName();
        this.processor =
                Processor.serve(connection, options, new SchemaService(name, schemas, call -> processCall(call)));
    }

    /**
     * Says what runs the calls of a function. Before calls are processed.
     *
     * @param function name of the function
     * @param handler runs its calls
     * @throws IllegalArgumentException if no such function is declared, or it has a handler already
     */
    protected final void on(String function, CallHandler handler) {
        if (info().function(function).isEmpty()) {
            throw new IllegalArgumentException("There is no function '" + function + "' at " + info().label() + ".");
        }
        if (handlers.putIfAbsent(function, handler) != null) {
            throw new IllegalArgumentException("Function '" + function + "' has a handler already.");
        }
    }

    /**
     * Runs a call. This one gives it to the handler of its function.
     *
     * @param call the call
     * @throws UnsupportedOperationException if the function has no handler
     * @throws Exception whatever the function throws; the processor turns it into an error object
     */
    protected void processCall(NamedCall call) throws Exception {
        CallHandler handler = handlers.get(call.function());
        if (handler == null) {
            throw new UnsupportedOperationException(
                    "Function '" + call.function() + "' has no handler at " + info().label() + ".");
        }
        handler.handle(call);
    }

    /**
     * What is declared.
     *
     * @return name, prefix and functions
     */
    public final NamespaceInfo info() {
        return processor.info();
    }

    /**
     * The prefix of the processor's namespace.
     *
     * @return 8 hexadecimal digits
     */
    public final String prefix() {
        return processor.prefix();
    }

    /**
     * Runs calls until the processor is closed.
     *
     * @throws dev.dal.connection.ConnectionClosedException if the connection ended first
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted
     */
    public final void run() {
        processor.run();
    }

    /**
     * Waits for a call that can run, and runs it. Its failure goes to its caller.
     *
     * @param timeout how long to wait; zero does not wait
     * @return whether a call was run
     * @throws dev.dal.connection.ConnectionClosedException if the connection ended
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted while waiting
     */
    public final boolean process(Duration timeout) {
        return processor.process(timeout);
    }

    /**
     * Waits for a call that can run, and runs it; its failure goes to its caller and, if that is wanted, to the caller of
     * this method as well.
     *
     * @param timeout how long to wait; zero does not wait
     * @param catchExceptions whether what the function throws is for its caller alone
     * @return whether a call was run
     * @throws RuntimeException see {@link Processor#process(Duration, boolean)}
     * @throws dev.dal.connection.ConnectionClosedException if the connection ended
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted while waiting
     */
    public final boolean process(Duration timeout, boolean catchExceptions) {
        return processor.process(timeout, catchExceptions);
    }

    /** Runs calls on daemon threads until the processor is closed. Starting twice is harmless. */
    public final void start() {
        processor.start();
    }

    /**
     * Finishes the calls in hand, answers the others, gives up the namespace. Stopping twice is harmless.
     *
     * @param grace how long to wait for the calls in hand
     */
    public final void stop(Duration grace) {
        processor.stop(grace);
    }

    /** Stops with a grace of 10 s. Closing twice is harmless. */
    @Override
    public final void close() {
        processor.close();
    }
}
