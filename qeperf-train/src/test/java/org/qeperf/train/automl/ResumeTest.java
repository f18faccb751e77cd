package org.qeperf.train.automl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.TrainingException;

/** A search that was stopped goes on where it was. */
class ResumeTest {

    @TempDir
    private Path folder;

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static AutoMl search(SmallPlan plan, Path output, StubProvider provider) {
        return new AutoMl(plan.make(), output, provider.catalogue());
    }

    /** Stops a search when it hears of a trial, and tells of which trials it heard. */
    static List<String> stopAfter(int trials, SmallPlan plan, Path output, int threads) {
        List<String> heard = new ArrayList<>();
        assertThrows(
                Stop.class,
                () -> search(plan, output, new StubProvider()).run(threads, (trial, status) -> {
                    heard.add(trial.key());
                    if (heard.size() == trials) {
                        throw new Stop();
                    }
                }));
        return heard;
    }

    private static List<String> lines(Path output) throws IOException {
        return Files.readAllLines(output.resolve("trials/main.jsonl")).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 11})
    void noTrialIsMadeTwice(int before) throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        AutoMlResult whole = plan.run(folder.resolve("whole"));
        Path output = folder.resolve("stopped");
        List<String> first = stopAfter(before, plan, output, before % 2 + 1);
        assertEquals(before, lines(output).size());

        StubProvider provider = new StubProvider();
        List<String> second = new ArrayList<>();
        int[] calls = {0};
        AutoMlResult resumed = search(plan, output, provider).run(1, (trial, status) -> {
            second.add(trial.key());
            calls[0] = provider.calls().size();
            assertEquals(before + second.size(), status.trials());
        });
        assertEquals(3 * second.size(), calls[0], "three folds for each trial that was missing");
        Set<String> all = new HashSet<>(first);
        all.addAll(second);
        assertEquals(12, all.size());
        assertEquals(12, first.size() + second.size());
        assertEquals(HonestyTest.timeless(whole), HonestyTest.timeless(resumed));
        assertEquals(HonestyTest.trials(whole), HonestyTest.trials(resumed));
        assertEquals(HonestyTest.files(folder.resolve("whole")), HonestyTest.files(output));
    }

    @Test
    void aSearchThatHasEndedIsOnlyReported() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        AutoMlResult whole = plan.run(folder.resolve("out"));
        AutoMlResult again = search(plan, folder.resolve("out"), new StubProvider())
                .run(2, (trial, status) -> {
                    throw new Stop();
                });
        assertEquals(HonestyTest.timeless(whole), HonestyTest.timeless(again));
        assertEquals(
                whole.trials().stream().map(Trial::seconds).toList(),
                again.trials().stream().map(Trial::seconds).toList());
    }

    @Test
    void aTornLineIsATrialThatWasNotMade() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        AutoMlResult whole = plan.run(folder.resolve("whole"));
        Path output = folder.resolve("torn");
        stopAfter(4, plan, output, 1);
        Path log = output.resolve("trials/main.jsonl");
        String text = Files.readString(log);
        Files.writeString(log, text.substring(0, text.length() - 40));
        List<String> second = new ArrayList<>();
        AutoMlResult resumed =
                search(plan, output, new StubProvider()).run(1, (trial, status) -> second.add(trial.key()));
        assertEquals(9, second.size());
        assertEquals(HonestyTest.timeless(whole), HonestyTest.timeless(resumed));
        assertEquals(13, lines(output).size(), "the torn line stays alone");
    }

    @Test
    void linesOfOthersAreNoTrials() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        Path output = folder.resolve("out");
        AutoMlResult whole = plan.run(folder.resolve("whole"));
        stopAfter(3, plan, output, 1);
        Files.writeString(
                output.resolve("trials/main.jsonl"),
                "\n[1, 2]\n17\n\"a\"\nnull\n{}\n{\"technique\": 1, \"number\": 2}\n\u0000\n",
                StandardOpenOption.APPEND);
        assertEquals(
                HonestyTest.timeless(whole),
                HonestyTest.timeless(search(plan, output, new StubProvider()).run(1, SearchProgress.SILENT)));
    }

    @Test
    void aFolderThatWasMovedGoesOn() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        Path here = folder.resolve("here");
        List<String> first = stopAfter(5, plan, here, 1);
        Path there = Files.move(here, folder.resolve("there"));
        Path data = Files.createDirectory(folder.resolve("data"));
        plan.csv = Files.move(plan.csv, data.resolve("times.csv"));
        List<String> second = new ArrayList<>();
        search(plan, there, new StubProvider()).run(1, (trial, status) -> second.add(trial.key()));
        assertEquals(12 - first.size(), second.size());
    }

    @Test
    void whatBecomesOfTheBestChangesNoTrial() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        plan.run(folder.resolve("out"));
        plan.refit = true;
        AutoMlResult again = search(plan, folder.resolve("out"), new StubProvider())
                .run(1, (trial, status) -> {
                    throw new Stop();
                });
        assertEquals(48, again.modelRows());
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed", "trials", "selection", "data"})
    void theTrialsOfAnotherSearchAreRefused(String what) throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        Path output = folder.resolve("out");
        stopAfter(1, plan, output, 1);
        switch (what) {
            case "seed" -> plan.seed++;
            case "trials" -> plan.trials++;
            case "selection" -> plan.selection = new org.qeperf.train.validate.Validation.KFold(4);
            default -> Files.writeString(plan.csv, Files.readString(plan.csv).replaceFirst("k0", "k1"));
        }
        AutoMl other = search(plan, output, new StubProvider());
        TrainingException e = assertThrows(TrainingException.class, () -> other.run(1, SearchProgress.SILENT));
        assertEquals(
                "folder " + output + " holds the trials of another plan or of other data; expected an empty folder"
                        + " (--output), or the plan that was begun there",
                e.getMessage());
        assertEquals(1, lines(output).size());
    }

    @Test
    void withoutTimeASearchEndsWithWhatIsThere() throws Exception {
        SmallPlan plan = new SmallPlan(folder);
        Path output = folder.resolve("out");
        Set<String> first = new HashSet<>(stopAfter(3, plan, output, 1));
        plan.seconds = OptionalDouble.of(0);
        AutoMlResult result = search(plan, output, new StubProvider()).run(1, (trial, status) -> {
            throw new Stop();
        });
        assertEquals(
                first, new HashSet<>(result.trials().stream().map(Trial::key).toList()));
        assertTrue(Files.exists(output.resolve(AutoMl.BEST)));
        double least = result.trials().stream().mapToDouble(Trial::error).min().orElseThrow();
        assertEquals(least, result.best().validationMape(), "of all trials, those of a batch begun too");
        assertTrue(
                result.notes().contains("the time was over before all trials were made of stub/ridge, stub/steps"),
                result.notes()::toString);
    }

    @Test
    void withoutTimeForAnyTrialThereIsNoModel() {
        SmallPlan plan = new SmallPlan(folder);
        plan.seconds = OptionalDouble.of(0);
        AutoMl search = search(plan, folder.resolve("out"), new StubProvider());
        TrainingException e = assertThrows(TrainingException.class, () -> search.run(1, SearchProgress.SILENT));
        assertEquals(
                "no technique gives a model: there was no time for a whole trial; expected more seconds",
                e.getMessage());
    }

    @Test
    void withoutTimeForEveryRoundThereIsNoModel() {
        SmallPlan plan = new SmallPlan(folder);
        plan.runs = 2;
        Path output = folder.resolve("out");
        stopAfter(1, plan, output, 1);
        plan.seconds = OptionalDouble.of(0);
        AutoMl search = search(plan, output, new StubProvider());
        TrainingException e = assertThrows(TrainingException.class, () -> search.run(1, SearchProgress.SILENT));
        assertEquals(
                "no technique gives a model: there was no time for a whole trial; expected more seconds",
                e.getMessage());
    }
}
