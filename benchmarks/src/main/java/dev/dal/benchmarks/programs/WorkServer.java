package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.call.ProcessorOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Serves {@link Work}. Arguments: see {@link StoreAccess}; then, if wanted, the prefix of its namespace. Says the path of
 * the store's socket.
 */
public final class WorkServer implements Program {

    private final StoreAccess access;
    private final WorkProcessor processor;
    private final WorkImplementation work = new WorkImplementation();
    private double usedBefore;

    private WorkServer(StoreAccess access, ProcessorOptions options) {
        this.access = access;
        this.processor = WorkProcessor.register(access.connection(), work, options);
        processor.start();
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProcessorOptions defaults = ProcessorOptions.defaults();
        ProgramLoop.serve(() ->
                new WorkServer(StoreAccess.open(args[0]), args.length > 1 ? defaults.withPrefix(args[1]) : defaults));
    }

    @Override
    public String greeting() {
        return access.socket().toString();
    }

    /**
     * Tasks: {@code allocated}, bytes that this process has allocated so far; {@code keep}, begins to keep all that the calls of
     * add that follow are given, of which the number of milliseconds is the number; {@code kept}, bytes that stay in use for
     * each of these calls, and ends that.
     */
    @Override
    public double run(String task, long millis) {
        return switch (task) {
            case "allocated" -> Allocation.bytesSoFar();
            case "keep" -> keep((int) millis);
            case "kept" -> kept();
            default ->
                throw new IllegalArgumentException("Task: found '" + task + "'; expected one of this program's.");
        };
    }

    private double keep(int calls) {
        List<Object> list = Collections.synchronizedList(new ArrayList<>(2 * calls));
        usedBefore = Allocation.usedBytes();
        work.keep(list);
        return calls;
    }

    private double kept() {
        List<Object> list = work.stopKeeping();
        double used = Allocation.usedBytes() - usedBefore;
        return used / (list.size() / 2.0);
    }

    @Override
    public void close() {
        processor.close();
        access.close();
    }
}
