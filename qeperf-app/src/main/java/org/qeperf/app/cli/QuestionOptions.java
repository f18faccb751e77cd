package org.qeperf.app.cli;

import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.app.question.Levels;
import org.qeperf.app.question.TimeLimit;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunQuestion;
import picocli.CommandLine;
import picocli.CommandLine.Option;

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
            converter = TimeLimitConverter.class,
            description =
                    "the batch system's limit: 2h, 1.5h, 90m, 3600 (seconds) or HH:MM:SS (default: the partition's)")
    private Optional<TimeLimit> timeLimit = Optional.empty();

    /** The question, with the limit of where the run goes if the user names none. */
    RunQuestion question(Destination destination, CommandLine command) {
        return new RunQuestion(
                probability("--level", level, command),
                probability("--request-level", requestLevel, command),
                timeLimit.map(limit -> OptionalDouble.of(limit.seconds())).orElse(destination.maxSeconds()));
    }

    private static double probability(String option, double value, CommandLine command) {
        try {
            return Levels.require(option, value);
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, command);
        }
    }
}
