package org.qeperf.train.harvest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.features.harvest.PwOutput;
import org.qeperf.features.harvest.PwXml;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunEnd;
import org.qeperf.features.harvest.RunFiles;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.features.harvest.RunMemory;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.features.harvest.RunTimes;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.data.RunEnding;
import org.qeperf.train.data.RunOrigin;
import org.qeperf.train.data.RunPlace;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.SlurmJob;

/** Puts together the records of one file's runs. */
final class RunAssembler {

    private static final int ID_DIGITS = 16;

    private static final Ending.Watched UNWATCHED = new Ending.Watched("", Supervisor.NONE, "", Optional.empty());

    private final Path root;
    private final Path file;
    private final RunTree.Folder folder;
    private final FeatureExtractor extractor;
    private final HarvestOptions options;
    private Supervisor supervisor = Supervisor.NONE;
    private Optional<SlurmJob> job = Optional.empty();
    private String jobPlace = "";
    private boolean aloneInJob;
    private String fileDigest = "";
    private Map<String, String> parameters = Map.of();

    RunAssembler(Path root, Path file, RunTree.Folder folder, FeatureExtractor extractor, HarvestOptions options) {
        this.root = root;
        this.file = file;
        this.folder = folder;
        this.extractor = extractor;
        this.options = options;
    }

    /**
     * Takes what was seen from outside.
     *
     * @param watcher the supervisor
     * @param batchJob the job
     * @param place where the job's accounting stands
     * @param alone whether the job made this file and no other
     */
    RunAssembler watchedBy(Supervisor watcher, Optional<SlurmJob> batchJob, String place, boolean alone) {
        supervisor = watcher;
        job = batchJob;
        jobPlace = place;
        aloneInJob = alone;
        return this;
    }

    /** Takes the digest of the whole file, which holds for all of its runs. */
    RunAssembler digested(String sha256) {
        fileDigest = sha256;
        return this;
    }

    RunAssembler labelled(Map<String, String> jubeParameters) {
        parameters = jubeParameters;
        return this;
    }

    /** The path below the harvested folder, with slashes; the name of a file in it. */
    private String below(Path path) {
        List<String> names = new ArrayList<>();
        root.relativize(path).forEach(name -> names.add(name.toString()));
        return String.join("/", names);
    }

    /** The record of a run that printed something. What tells of the end of all is about the last run of a file. */
    RunRecord assemble(PwOutput run, int number, int runs) throws IOException {
        String source = below(file);
        boolean last = number == runs;
        Optional<Ending.Told> told = last ? Companions.read(file, folder, this::below) : Optional.empty();
        Ending ending = Ending.decide(source, run.end(), told, last ? watched() : UNWATCHED);
        Optional<Path> input = InputFinder.find(file, run.files().input(), folder);
        return record(
                run.sha256(),
                source + (number > 1 ? "#" + number : ""),
                run,
                withPeak(run.memory(), runs == 1),
                ending,
                input,
                Optional.of(fileDigest));
    }

    /** The record of a run of which only the XML file is there. */
    RunRecord assemble(PwXml xml) throws IOException {
        String text = xml.exitStatus() < 0 ? "no exit_status" : "exit_status " + xml.exitStatus();
        Ending ending = new Ending(xml.outcome(), Optional.of(below(file) + ":1: " + text), Optional.empty());
        PwOutput run = new PwOutput(
                xml.program(),
                xml.layout(),
                xml.contents(),
                xml.iterations(),
                xml.times(),
                RunMemory.UNKNOWN,
                new RunEnd(xml.outcome(), OptionalInt.empty(), text, Optional.empty(), true),
                new RunFiles(Optional.empty(), Optional.empty(), xml.labels()),
                xml.sha256());
        Optional<Path> input =
                folder.inputs().size() == 1 ? Optional.of(folder.inputs().get(0)) : Optional.empty();
        RunMemory memory = withPeak(RunMemory.UNKNOWN, true);
        return record(xml.sha256(), below(file), run, memory, ending, input, Optional.empty());
    }

    private Ending.Watched watched() {
        return new Ending.Watched(below(file.resolveSibling(Supervisor.FILE)), supervisor, jobPlace, job);
    }

    private RunRecord record(
            String digest,
            String source,
            PwOutput run,
            RunMemory memory,
            Ending ending,
            Optional<Path> input,
            Optional<String> outputDigest) {
        RunContents contents = run.contents();
        CountsOfRun counts = CountsOfRun.of(
                input.map(path -> RunInput.of(path, extractor, options.pseudoFolders())),
                run.program().version(),
                contents,
                run.files().labels());
        return new RunRecord(
                new RunOrigin(id(digest), source, counts.system(), counts.inputSha256(), outputDigest),
                program(run.program(), counts),
                new RunPlace(host(), supervisor.machine().or(options::machine), layout(run.layout()), job),
                contents,
                run.iterations(),
                times(run.times()),
                memory,
                new RunEnding(
                        ending.outcome(),
                        ending.evidence(),
                        ending.crashedIn(),
                        supervisor.disturbed().orElse(isDisturbed(run.times()))),
                counts.counts(),
                labels());
    }

    /**
     * A digest of what was printed. Runs that stop before they print the date print the same; where a supervisor named
     * them, the name tells them apart.
     */
    private String id(String digest) {
        return digits(supervisor
                .id()
                .map(name -> Digest.sha256((digest + name).getBytes(StandardCharsets.UTF_8)))
                .orElse(digest));
    }

    /** What names a run. */
    static String digits(String digest) {
        return digest.substring(0, ID_DIGITS);
    }

    static RunProgram program(RunProgram program, CountsOfRun counts) {
        return new RunProgram(
                program.code(),
                program.version(),
                program.gpu(),
                counts.calculation().or(program::calculation),
                program.started());
    }

    private Optional<String> host() {
        return supervisor
                .host()
                .or(() -> job.flatMap(SlurmJob::nodes)
                        .filter(nodes -> !nodes.contains(",") && !nodes.contains("[") && !nodes.contains(" ")));
    }

    /** Threads of the supervisor win: a pw.x without OpenMP does not print those of its linear algebra. */
    private RunLayout layout(RunLayout printed) {
        RunLayout all = XmlMatch.join(printed, supervisor.layout());
        OptionalInt threads =
                supervisor.layout().threads().isPresent() ? supervisor.layout().threads() : all.threads();
        return new RunLayout(
                all.ranks(),
                threads,
                all.nodes(),
                all.images(),
                all.pools(),
                all.bandGroups(),
                all.diagonalization(),
                all.taskGroups());
    }

    private RunTimes times(RunTimes printed) {
        return new RunTimes(
                printed.electronsWall(),
                printed.totalWall().isPresent() ? printed.totalWall() : supervisor.wallSeconds(),
                printed.totalCpu(),
                printed.clocks());
    }

    /** The largest process of all that was watched is the run's where there was no other run. */
    private RunMemory withPeak(RunMemory printed, boolean aloneInFile) {
        return new RunMemory(
                printed.estimated(), printed.estimatedTotal(), aloneInFile ? peakOfAll() : OptionalLong.empty());
    }

    private OptionalLong peakOfAll() {
        if (supervisor.peakBytes().isPresent() || job.isEmpty() || !aloneInJob) {
            return supervisor.peakBytes();
        }
        return job.get().maxRssBytes();
    }

    /** Wall time far above processor time, where nobody watched the run; pw.x prints user time only. */
    static boolean isDisturbed(RunTimes times) {
        return times.totalWall().isPresent()
                && times.totalCpu().isPresent()
                && times.totalWall().getAsDouble() > 1.15 * times.totalCpu().getAsDouble() + 0.5;
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(parameters);
        labels.putAll(supervisor.labels());
        return labels;
    }
}
