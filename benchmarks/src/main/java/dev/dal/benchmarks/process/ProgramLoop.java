package dev.dal.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** The main loop of a child process: obeys its standard input until that ends. */
public final class ProgramLoop {

    static final String READY = "ready ";
    static final String RESULT = "result ";
    static final String FAILED = "failed ";

    private ProgramLoop() {}

    /**
     * Makes a program, runs its tasks, closes it and ends the process.
     *
     * @param program makes the program
     */
    public static void serve(Callable<? extends Program> program) {
        PrintStream answers = System.out;
        System.setOut(System.err);
        int exitCode = 1;
        try (Program made = program.call()) {
            answers.println(READY + made.greeting());
            obey(made, answers);
            exitCode = 0;
        } catch (Exception | Error failure) {
            fail(failure, answers);
        }
        System.exit(exitCode);
    }

    private static void obey(Program program, PrintStream answers) throws IOException {
        BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = tasks.readLine(); line != null; line = tasks.readLine()) {
            int space = line.lastIndexOf(' ');
            try {
                double result = program.run(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
                answers.println(RESULT + result);
            } catch (Exception | Error failure) {
                fail(failure, answers);
            }
        }
    }

    private static void fail(Throwable failure, PrintStream answers) {
        failure.printStackTrace();
        answers.println(FAILED + failure.toString().replace('\n', ' '));
    }
}
