package org.qeperf.train.harvest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.features.harvest.PwOutput;
import org.qeperf.features.harvest.PwOutputReader;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.features.harvest.RunMemory;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.data.RunEnding;
import org.qeperf.train.data.RunOrigin;
import org.qeperf.train.data.RunPlace;
import org.qeperf.train.data.RunRecord;

/** Records of finished runs from contents at hand: an output, and perhaps the input that made it. Nothing else is read. */
public final class RunAtHand {

    private RunAtHand() {}

    /**
     * Reads the runs of an output.
     *
     * @param output what pw.x printed
     * @param input what it read, with the pseudopotentials; without it a run has no counts
     * @param machine where it ran
     * @param told what the output does not tell of the layout
     * @param extractor reads the input
     * @return one record for each run, at least one
     * @throws InputException if no run is in it
     */
    public static List<RunRecord> read(
            FileContent output,
            Optional<SimulationContents> input,
            Machine machine,
            RunLayout told,
            FeatureExtractor extractor) {
        List<PwOutput> runs;
        try {
            runs = PwOutputReader.read(output.name(), new ByteArrayInputStream(output.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String digest = Digest.sha256(output.bytes());
        List<RunRecord> records = new ArrayList<>();
        for (PwOutput run : runs) {
            if (run.program().version().isEmpty() && run.program().started().isEmpty()) {
                continue;
            }
            int number = records.size() + 1;
            String source = output.name() + (number > 1 ? "#" + number : "");
            CountsOfRun counts = CountsOfRun.of(
                    input.map(contents -> RunInput.of(contents, extractor)),
                    run.program().version(),
                    run.contents(),
                    run.files().labels());
            Ending ending = Ending.decide(
                    source, run.end(), Optional.empty(), new Ending.Watched("", Supervisor.NONE, "", Optional.empty()));
            records.add(new RunRecord(
                    new RunOrigin(
                            RunAssembler.digits(run.sha256()),
                            source,
                            counts.system(),
                            counts.inputSha256(),
                            Optional.of(digest)),
                    RunAssembler.program(run.program(), counts),
                    new RunPlace(
                            Optional.empty(),
                            Optional.of(machine),
                            XmlMatch.join(run.layout(), told),
                            Optional.empty()),
                    run.contents(),
                    run.iterations(),
                    run.times(),
                    new RunMemory(run.memory().estimated(), run.memory().estimatedTotal(), OptionalLong.empty()),
                    new RunEnding(
                            ending.outcome(),
                            ending.evidence(),
                            ending.crashedIn(),
                            RunAssembler.isDisturbed(run.times())),
                    counts.counts(),
                    Map.of()));
        }
        if (records.isEmpty()) {
            throw new InputException(
                    new SourceLocation(output.name(), 1, 1),
                    "",
                    "no run of pw.x starts in this file",
                    "what pw.x printed, from 'Program PWSCF ... starts' on");
        }
        return records;
    }
}
