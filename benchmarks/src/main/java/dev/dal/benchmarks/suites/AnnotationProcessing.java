package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Benchmark;
import dev.dal.benchmarks.Budget;
import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Launch;
import dev.dal.benchmarks.process.Processes;
import dev.dal.benchmarks.programs.Compiler;
import java.util.ArrayList;
import java.util.List;

/** javac with the annotation processor, beside javac alone on interfaces and generated sources. */
final class AnnotationProcessing implements Benchmark {

    private static final String UNIT = "ms";
    private static final Budget A_THIRD_MORE = Budget.ratioAtMost(1.3);

    @Override
    public String name() {
        return "annotation-processor";
    }

    @Override
    public List<Measurement> run(Effort effort) throws Exception {
        int few = effort.choose(10, 100);
        int many = effort.choose(100, 1_000);
        int compared = effort.choose(100, 500);
        int repetitions = effort.choose(3, 5);
        try (Processes processes = new Processes(Affinity.UNPINNED)) {
            Child compiler = processes.start(
                    Launch.of(Compiler.class, processes.directory().resolve("sources"))
                            .withFlags("-Xmx2g"));
            compiler.run("processor", few);
            compiler.run("alone", few);
            List<Double> withProcessor = new ArrayList<>();
            List<Double> alone = new ArrayList<>();
            List<Double> atFew = new ArrayList<>();
            List<Double> atMany = new ArrayList<>();
            for (int i = 0; i < repetitions; i++) {
                withProcessor.add(compiler.run("processor", compared));
                alone.add(compiler.run("alone", compared));
                atFew.add(compiler.run("processor", few));
                atMany.add(many == compared ? withProcessor.get(i) : compiler.run("processor", many));
            }
            return List.of(
                    Measurement.of(
                                    "annotation processor and javac, " + compared + " interfaces",
                                    UNIT,
                                    Samples.of(withProcessor))
                            .against(Samples.of(alone), "javac alone")
                            .within(A_THIRD_MORE),
                    Measurement.of("annotation processor, " + many + " interfaces", UNIT, Samples.of(atMany))
                            .against(Samples.of(atFew).times((double) many / few), few + " times " + many / few)
                            .within(A_THIRD_MORE));
        }
    }
}
