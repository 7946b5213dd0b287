package dev.dal.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program to start.
 *
 * @param program class with a main method that runs a {@link ProgramLoop}
 * @param flags flags of its JVM
 * @param arguments its arguments
 */
public record Launch(Class<?> program, List<String> flags, List<String> arguments) {

    private static final String HEAP = "-Xmx512m";

    /**
     * A program without JVM flags other than a bound for its heap.
     *
     * @param program class with a main method that runs a {@link ProgramLoop}
     * @param arguments its arguments
     * @return what to start
     */
    public static Launch of(Class<?> program, Object... arguments) {
        return new Launch(
                program,
                List.of(HEAP),
                List.of(arguments).stream().map(Object::toString).toList());
    }

    /**
     * The same program with more flags, which win over those given before.
     *
     * @param more flags of its JVM
     * @return the changed copy
     */
    public Launch withFlags(String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return new Launch(program, List.copyOf(all), arguments);
    }

    /**
     * The command line, with the class path of this JVM.
     *
     * @return executable and arguments
     */
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return command;
    }
}
