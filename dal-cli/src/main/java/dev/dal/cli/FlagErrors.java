package dev.dal.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reports flags of {@code dal store} that cannot be parsed in the words, and with the exit code, of the original store
 * (plasma-store.md section 7.1). Other commands are left to the parser's own reports.
 */
final class FlagErrors implements IParameterExceptionHandler {

    private final IParameterExceptionHandler others;

    FlagErrors(IParameterExceptionHandler others) {
        this.others = others;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) throws Exception {
        CommandLine command = failure.getCommandLine();
        if (!(command.getCommand() instanceof StoreCommand)) {
            return others.handleParseException(failure, args);
        }
        PrintWriter err = command.getErr();
        err.println("ERROR: " + text(failure));
        err.println("'" + ProgramName.ofStore() + " --help' lists the flags.");
        return CommandFailure.REFUSED;
    }

    private static String text(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return "unknown command line flag '" + name(unmatched.getUnmatched().get(0)) + "'";
        }
        if (failure instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing().get(0));
        }
        return String.valueOf(failure.getMessage());
    }

    /** A flag as the original names it: without dashes and value. */
    private static String name(String argument) {
        return argument.replaceFirst("^--?", "").replaceFirst("=.*", "");
    }

    private static String missing(ArgSpec argument) {
        String flag = argument instanceof OptionSpec option ? option.shortestName() : argument.paramLabel();
        return "flag '" + flag + "' is missing its argument; flag description: "
                + String.join(" ", argument.description());
    }
}
