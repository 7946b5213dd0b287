package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.Deadline;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.NamespaceListener;
import dev.dal.connection.ObjectAccess;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processors of a caller as they come and go, and which of them the next call goes to. Thread-safe. */
final class CallTargets implements NamespaceListener {

    private static final Logger LOG = LoggerFactory.getLogger(CallTargets.class);

    private final ObjectAccess objects;
    private final ProcessorChoice choice;
    private final CallerOptions options;
    private final AtomicInteger turn = new AtomicInteger();
    /** Guarded by the connection's lock. */
    private final Map<Integer, NamespaceInfo> fitting = new TreeMap<>(Integer::compareUnsigned);

    /** What fits, in the order of prefixes. */
    private volatile List<NamespaceInfo> current = List.of();

    private volatile @Nullable NamespaceInfo chosen;

    private CallTargets(Connection connection, ProcessorChoice choice, CallerOptions options) {
        this.objects = connection.objects();
        this.choice = choice;
        this.options = options;
    }

    /**
     * Waits for as many processors as the options demand.
     *
     * @throws dev.dal.connection.DalTimeoutException if too few fit in time
     */
    static CallTargets find(Connection connection, List<CallLayout> functions, CallerOptions options) {
        ProcessorChoice choice = new ProcessorChoice(connection, functions, options.processorPrefix());
        CallTargets targets = new CallTargets(connection, choice, options);
        targets.objects.addNamespaceListener(targets);
        try {
            List<NamespaceInfo> found = targets.enough();
            if (!found.isEmpty()) {
                targets.choose(found.get(0));
            }
            return targets;
        } catch (RuntimeException e) {
            targets.close();
            throw e;
        }
    }

    @Override
    public void appeared(NamespaceInfo info) {
        if (!choice.isCandidate(info)) {
            return;
        }
        List<String> problems = choice.problems(info);
        if (problems.isEmpty()) {
            fitting.put(info.prefix(), info);
            current = List.copyOf(fitting.values());
        }
        if (options.verbose()) {
            LOG.info(
                    "Processor {} {}",
                    info.label(),
                    problems.isEmpty() ? "fits." : "does not fit: " + String.join("; ", problems) + ".");
        }
    }

    @Override
    public void ended(NamespaceInfo info) {
        if (fitting.remove(info.prefix()) != null) {
            current = List.copyOf(fitting.values());
            if (options.verbose()) {
                LOG.info("Processor {} has gone.", info.label());
            }
        }
    }

    /** Those that fit and are alive. */
    List<NamespaceInfo> all() {
        List<NamespaceInfo> known = current;
        for (NamespaceInfo info : known) {
            if (!objects.isStillAlive(info)) {
                return current.stream().filter(objects::isStillAlive).toList();
            }
        }
        return known;
    }

    /** Those that fit, having waited until they are as many as the options demand. */
    List<NamespaceInfo> enough() {
        int minimum = options.minimumProcessors();
        List<NamespaceInfo> known = all();
        return known.size() >= minimum ? known : await(minimum);
    }

    private List<NamespaceInfo> await(int minimum) {
        return choice.await(minimum, () -> current, Deadline.after(options.patience()));
    }

    /** The processor of the next call: where the last has gone, another one that fits right now. */
    NamespaceInfo one() {
        NamespaceInfo last = chosen;
        if (options.selection() == ProcessorSelection.ROUND_ROBIN) {
            List<NamespaceInfo> all = all();
            if (!all.isEmpty()) {
                NamespaceInfo next = all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
                chosen = next;
                return next;
            }
        } else if (last != null && objects.isStillAlive(last)) {
            return last;
        }
        return another(last);
    }

    private NamespaceInfo another(@Nullable NamespaceInfo last) {
        List<NamespaceInfo> all = all();
        NamespaceInfo next;
        if (!all.isEmpty()) {
            next = all.get(0);
        } else {
            next = last == null ? await(1).get(0) : last;
        }
        if (!next.equals(last)) {
            choose(next);
        }
        return next;
    }

    private void choose(NamespaceInfo next) {
        if (options.verbose()) {
            LOG.info("Calls go to processor {}.", next.label());
        }
        chosen = next;
    }

    void close() {
        objects.removeNamespaceListener(this);
    }
}
