package dev.dal.benchmarks;

import java.util.List;

/** Something to measure: starts what it needs, and leaves nothing behind. */
public interface Benchmark {

    /**
     * The name by which {@code --only} selects it.
     *
     * @return a short name, in lower case with hyphens
     */
    String name();

    /**
     * Measures.
     *
     * @param effort how long and how often
     * @return the lines for the report, each with its budget if it has one
     * @throws Exception if a program fails or takes too long; the runner reports it and goes on
     */
    List<Measurement> run(Effort effort) throws Exception;
}
