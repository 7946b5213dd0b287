package dev.dal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code dal}: its commands, and what is common to them. */
@Command(
        name = "dal",
        mixinStandardHelpOptions = true,
        versionProvider = DalVersion.class,
        description = "Zero-copy processing functions over a shared-memory object store.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "'dal COMMAND --help' explains a command."})
public final class Dal {

    private Dal() {}

    /**
     * Runs the program and ends the JVM with its exit code.
     *
     * @param args the command line, see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The parser of the whole command line. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Dal());
        commandLine.addSubcommand(StoreCommand.commandLine());
        commandLine.setParameterExceptionHandler(new FlagErrors(commandLine.getParameterExceptionHandler()));
        commandLine.setExpandAtFiles(false);
        return commandLine;
    }
}
