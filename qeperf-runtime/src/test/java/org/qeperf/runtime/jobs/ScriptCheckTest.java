package org.qeperf.runtime.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.runtime.forecast.RunForecast;

/**
 * The cases of {@code script-findings.txt}: a line {@code == name | text => other} changes one of the scripts of {@link ExampleScripts},
 * and all findings follow, one line each.
 */
class ScriptCheckTest {

    private static final Map<String, String> SCRIPTS = Map.of(
            "slurm", ExampleScripts.GOOD,
            "pbs", ExampleScripts.PBS,
            "lsf", ExampleScripts.LSF,
            "sge", ExampleScripts.SGE);

    @TempDir
    private Path folder;

    record Case(String title, String findings) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(resource().split("(?m)^== ")).skip(1).map(text -> {
            int end = text.indexOf('\n');
            return new Case(text.substring(0, end), text.substring(end + 1));
        });
    }

    private static String resource() {
        try (InputStream in =
                Objects.requireNonNull(ScriptCheckTest.class.getResourceAsStream("script-findings.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script(String title) {
        List<String> parts = new ArrayList<>(List.of(title.split(" [|] ")));
        String script = Objects.requireNonNull(SCRIPTS.get(parts.remove(0)));
        for (String part : parts) {
            String[] change = part.replace("\\n", "\n").split(" => ?", 2);
            String changed = script.replace(change[0], change[1]);
            assertNotEquals(script, changed, part);
            script = changed;
        }
        return script;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allIsFound(Case example) {
        ScriptReport report =
                ExampleScripts.check(folder).check(script(example.title()), ExampleScripts.question(folder));
        assertEquals(example.findings(), ExampleScripts.text(report));
        assertEquals(example.findings().contains(" STOPS: "), report.stops());
    }

    @Test
    void moreCoresThanALayoutCanHaveAreNotSpreadInAnotherWay() {
        String script = script("slurm | --nodes=1 => --nodes=144000000 | --ntasks-per-node=12 => --ntasks-per-node=1"
                + " | --cpus-per-task=1 => --cpus-per-task=16");
        ScriptReport report = ExampleScripts.check(folder).check(script, ExampleScripts.question(folder));
        assertEquals(
                "144000000 nodes x 1 task x 1 thread, 12 pools",
                report.forecast().orElseThrow().layout().toString());
        assertTrue(report.improvements().stream()
                .noneMatch(better -> better.change() == Improvement.Change.TASKS_AND_THREADS));
    }

    @Test
    void aReportHasTheForecastOfTheScriptsLayout() {
        ScriptReport report =
                ExampleScripts.check(folder).check(script("slurm | -nk 12 => -nk 4"), ExampleScripts.question(folder));
        RunForecast forecast = report.forecast().orElseThrow();
        assertEquals("1 node x 12 tasks x 1 thread, 4 pools", forecast.layout().toString());
        Improvement better = report.improvements().get(0);
        assertEquals(1, report.improvements().size());
        assertEquals(Improvement.Change.POOLS, better.change());
        assertEquals(12, better.layout().pools());
        double seconds = forecast.time().totalSeconds().value();
        assertEquals(seconds / better.seconds(), better.gain(), 1e-12);
        assertTrue(better.gain() > 1.1);
        assertEquals(
                "cpu",
                report.destination().orElseThrow().partition().orElseThrow().name());
    }
}
