package dev.dal.benchmarks;

import dev.dal.benchmarks.suites.Suites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmarks and reports. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Measures the library beside floors and peers in the same run (docs/guide/benchmarks.md).")
public final class Benchmarks implements Callable<Integer> {

    @Option(names = "--quick", description = "Short measurements, no large cases: within 5 minutes on two cores.")
    private boolean quick;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these benchmarks; see --list.")
    private @Nullable List<String> only;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file as JSON.")
    private @Nullable Path json;

    @Option(names = "--list", description = "Print the names of the benchmarks and end.")
    private boolean list;

    /**
     * Runs the program. Its exit code is 0 if everything was measured, whether budgets are met or not; 1 if a benchmark
     * failed; 2 if the options are wrong.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Benchmark> selected = selected();
        if (list) {
            selected.forEach(benchmark -> System.out.println(benchmark.name()));
            return 0;
        }
        Effort effort = quick ? Effort.ofQuickRun() : Effort.ofFullRun();
        List<Measurement> all = new ArrayList<>();
        Report report = new Report(System.out);
        report.printHead();
        boolean failed = false;
        for (Benchmark benchmark : selected) {
            long start = System.nanoTime();
            List<Measurement> lines;
            try {
                lines = benchmark.run(effort);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception | AssertionError failure) {
                failure.printStackTrace();
                lines = List.of(Measurement.missing(benchmark.name(), "failed: " + failure.getMessage()));
                failed = true;
            }
            report.print(lines);
            all.addAll(lines);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            System.err.println("  (" + benchmark.name() + " took " + seconds + " s)");
        }
        if (json != null) {
            JsonReport.write(all, json);
        }
        return failed ? 1 : 0;
    }

    private List<Benchmark> selected() {
        List<Benchmark> all = Suites.all();
        if (only == null) {
            return all;
        }
        List<String> names = all.stream().map(Benchmark::name).toList();
        for (String wanted : only) {
            if (!names.contains(wanted)) {
                throw new CommandLine.ParameterException(
                        new CommandLine(this), "--only: found '" + wanted + "'; expected one of " + names + ".");
            }
        }
        return all.stream().filter(benchmark -> only.contains(benchmark.name())).toList();
    }
}
