package dev.dal.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The threads of running processes, each as its directory under {@code /proc}, which is named after its id. */
final class Threads {

    /** The names that HotSpot gives them, of which the system keeps 15 characters. */
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

    /** Where user time stands behind the name, in {@code /proc/[pid]/task/[tid]/stat}; system time follows. */
    private static final int USER_TIME = 12;

    private Threads() {}

    /** All threads of processes and of those that they have started; none of those that have ended. */
    static List<File> of(Collection<Process> processes) {
        return processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process.toHandle()), process.descendants()))
                .map(process -> new File("/proc/" + process.pid() + "/task").listFiles())
                .flatMap(threads -> threads == null ? Stream.empty() : Arrays.stream(threads))
                .toList();
    }

    /** Whether a thread is a JIT compiler's; false if it has ended. */
    static boolean compiles(File thread) {
        return COMPILER.matcher(read(thread, "comm")).lookingAt();
    }

    /** The time that a thread has run, in the system's ticks of 10 ms; 0 if it has ended. */
    static long ticks(File thread) {
        String line = read(thread, "stat");
        if (line.isEmpty()) {
            return 0;
        }
        String[] words = line.substring(line.lastIndexOf(')')).split(" ", -1);
        return Long.parseLong(words[USER_TIME]) + Long.parseLong(words[USER_TIME + 1]);
    }

    private static String read(File thread, String file) {
        try {
            return Files.readString(thread.toPath().resolve(file));
        } catch (IOException ended) {
            return "";
        }
    }
}
