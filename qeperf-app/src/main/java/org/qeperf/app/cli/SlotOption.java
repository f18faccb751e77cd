package org.qeperf.app.cli;

import java.util.Locale;
import org.qeperf.api.predict.Target;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.registry.Slot;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whose champion is changed, and why. */
final class SlotOption {

    @Option(
            names = "--machine",
            required = true,
            paramLabel = "M",
            description = {
                "the name of the machine that predictions are asked for, or 'any' for all machines without a champion of their",
                "own"
            })
    private String machine = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why, in one line; 'models history' shows it")
    private String reason = "";

    String reason() {
        return reason;
    }

    Slot slot(Target target, CommandLine command) {
        try {
            return new Slot(target, machine.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    Slot slot(String target, CommandLine command) {
        try {
            return slot(RunTarget.find(target).target(), command);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }
}
