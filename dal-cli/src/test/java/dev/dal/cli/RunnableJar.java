package dev.dal.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program as it is delivered: the runnable jar, and the script around it. */
final class RunnableJar {

    private RunnableJar() {}

    /** The jar that the build has made. */
    static Path jar() {
        return Path.of("target", "dal.jar").toAbsolutePath();
    }

    /** The script that stands in for {@code plasma_store}. */
    static Path script() {
        return Path.of("src", "main", "scripts", "plasma_store").toAbsolutePath();
    }

    /** What the script is to find in its environment. */
    static Map<String, String> environment(String javaOptions) {
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "DAL_JAR", jar().toString(),
                "DAL_JAVA_OPTS", javaOptions);
    }

    /** The command line of the jar. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
