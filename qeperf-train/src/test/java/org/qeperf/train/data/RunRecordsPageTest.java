package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.train.ExampleRuns;

/** The page that describes the records names what is written, no more and no less. */
class RunRecordsPageTest {

    private static final Path PAGE = Path.of("../docs/run-records.md");

    @Test
    void namesEveryKeyInTheOrderOfTheRecord() throws IOException {
        RunRecord run = ExampleRuns.run("a", "Si");
        SlurmJob job = new SlurmJob(
                "7", Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());
        RunPlace place = new RunPlace(
                run.place().host(), run.place().machine(), run.place().layout(), Optional.of(job));
        RunRecord whole = new RunRecord(
                run.origin(),
                run.program(),
                place,
                run.contents(),
                run.iterations(),
                run.times(),
                run.memory(),
                run.ending(),
                run.counts(),
                run.labels());
        List<String> written = new ArrayList<>();
        keys(RunRecordJson.write(whole), "", written);
        List<String> described = new ArrayList<>();
        String page = Files.readString(PAGE);
        for (String line : page.substring(page.indexOf("## Keys"), page.indexOf("## Outcomes"))
                .split("\n")) {
            if (line.startsWith("| `")) {
                described.add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        assertEquals(String.join("\n", written), String.join("\n", described));
    }

    private static void keys(JsonNode object, String prefix, List<String> keys) {
        object.properties().forEach(entry -> {
            String name = prefix.equals("clocks.") ? "*" : entry.getKey();
            boolean free = prefix.isEmpty() && (name.equals("counts") || name.equals("labels"));
            if (!name.equals("*")) {
                keys.add(prefix + name);
            }
            if (!free) {
                keys(entry.getValue(), prefix + name + ".", keys);
            }
        });
    }

    @Test
    void namesEveryOutcome() throws IOException {
        String page = Files.readString(PAGE);
        for (Outcome outcome : Outcome.values()) {
            assertTrue(page.contains("| `" + outcome.key() + "` | "), outcome.key());
        }
    }
}
