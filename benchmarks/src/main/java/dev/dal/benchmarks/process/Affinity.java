package dev.dal.benchmarks.process;

/** Where the processes of a benchmark run while figures are taken. */
public enum Affinity {

    /** Wherever the system puts them. */
    UNPINNED("unpinned"),

    /** All on the first core that this process may use. Their JVMs know from the start that there is one core. */
    PINNED("pinned");

    private static final String ONE_PROCESSOR = "-XX:ActiveProcessorCount=1";

    private final String label;

    Affinity(String label) {
        this.label = label;
    }

    /** The same program as it is started to run there. */
    Launch fit(Launch launch) {
        return this == PINNED ? launch.withFlags(ONE_PROCESSOR) : launch;
    }

    @Override
    public String toString() {
        return label;
    }
}
