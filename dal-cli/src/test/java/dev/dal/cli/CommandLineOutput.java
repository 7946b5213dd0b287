package dev.dal.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What the program printed and answered to a command line that ends at once.
 *
 * @param exitCode exit code
 * @param out standard output
 * @param err standard error, without the log
 */
record CommandLineOutput(int exitCode, String out, String err) {

    /** Executes a command line in this JVM. */
    static CommandLineOutput of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Dal.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = commandLine.execute(arguments);
        return new CommandLineOutput(exitCode, out.toString(), err.toString());
    }
}
