package org.qeperf.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description = "Tells which runs to make next, and what runs have been worth to a model.",
        subcommands = {LearnNextCommand.class, LearnCurveCommand.class, LearnSpeedupCommand.class},
        footer = {"", "Example: qeperf learn next --plan plan.yaml --runs runs.jsonl --count 20 -o next.yaml"})
final class LearnCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected one of: next, curve, speedup");
    }
}
