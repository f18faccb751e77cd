package org.qeperf.app.cli;

import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunQuestion;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How sure the answer should be, and the limit it has to keep. */
final class QuestionOptions {

    @Option(
            names = "--level",
            paramLabel = "L",
            defaultValue = "0.9",
            description = "probability that an interval holds the true value (default: 0.9)")
    private double level = RunQuestion.DEFAULT.level();

    @Option(
            names = "--request-level",
            paramLabel = "L",
            defaultValue = "0.95",
            description = "probability that the time to ask for is enough (default: 0.95)")
    private double requestLevel = RunQuestion.DEFAULT.requestLevel();

    @Option(
            names = "--time-limit",
            paramLabel = "T",
            converter = TimeLimit.Converter.class,
            description =
                    "the batch system's limit: 2h, 1.5h, 90m, 3600 (seconds) or HH:MM:SS (default: the partition's)")
    private Optional<TimeLimit> timeLimit = Optional.empty();

    /** The question, with the limit of where the run goes if the user names none. */
    RunQuestion question(Destination destination, CommandLine command) {
        requireProbability("--level", level, command);
        requireProbability("--request-level", requestLevel, command);
        return new RunQuestion(
                level,
                requestLevel,
                timeLimit.map(limit -> OptionalDouble.of(limit.seconds())).orElse(destination.maxSeconds()));
    }

    private static void requireProbability(String option, double value, CommandLine command) {
        if (!(value > 0 && value < 1)) {
            throw new ParameterException(command, option + " is " + value + "; expected between 0 and 1, such as 0.9");
        }
    }
}
