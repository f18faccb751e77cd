package org.qeperf.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.qeperf.api.FileException;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a command that fails says, and its exit status. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    static final int WRONG_INPUT = 2;

    private static final int BUG = 1;
    private static final int CANNOT = 3;

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println(oneLine(e) + "; see '" + command.getCommandSpec().qualifiedName() + " --help'");
        return WRONG_INPUT;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof InputException || e instanceof FileException) {
            command.getErr().println(oneLine(e));
            return WRONG_INPUT;
        }
        if (e instanceof UncheckedIOException io) {
            IOException cause = Objects.requireNonNull(io.getCause());
            String reason = cause instanceof NoSuchFileException ? "no such file" : "cannot be read or written";
            command.getErr().println(oneLine(cause) + ": " + reason);
            return WRONG_INPUT;
        }
        if (e instanceof QePerfException) {
            command.getErr().println(oneLine(e));
            return CANNOT;
        }
        command.getErr().println("this is a bug in qeperf, please report it with the input:");
        e.printStackTrace(command.getErr());
        return BUG;
    }

    private static String oneLine(Throwable e) {
        return InputException.printable(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
    }
}
