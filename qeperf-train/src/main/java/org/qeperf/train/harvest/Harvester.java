package org.qeperf.train.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.features.harvest.PwOutput;
import org.qeperf.features.harvest.PwOutputReader;
import org.qeperf.features.harvest.PwXml;
import org.qeperf.features.harvest.PwXmlReader;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.SlurmJob;

/**
 * Finds runs of pw.x in folder trees, whatever their files are called, and makes a record of each. {@code docs/run-records.md}
 * says what is found and how it is joined. Nothing that cannot be read stops it: each such file is one line of
 * {@link #problems()}.
 */
public final class Harvester {

    /** Number of runs after which progress is told. */
    private static final int TOLD_EVERY = 500;

    private static final String SAVE = ".save";

    private final FeatureExtractor extractor;
    private final HarvestOptions options;
    private final Map<String, RunRecord> records = new LinkedHashMap<>();
    private final List<String> duplicates = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Creates a harvester.
     *
     * @param extractor reads the inputs
     * @param options what is known of the runs beforehand
     */
    public Harvester(FeatureExtractor extractor, HarvestOptions options) {
        this.extractor = extractor;
        this.options = options;
    }

    /**
     * Harvests every run below a folder, in the order of their paths.
     *
     * @param root a folder, or a link to one
     * @throws QePerfException if it is no folder
     * @throws UncheckedIOException if it cannot be read
     */
    public void harvest(Path root) {
        Path folder = Files.isSymbolicLink(root) ? target(root) : root;
        new Tree(folder, RunTree.walk(folder, problems::add, options.progress())).harvest();
    }

    private static Path target(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The records so far; of runs with the same content the first one only.
     *
     * @return an unmodifiable copy
     */
    public List<RunRecord> records() {
        return List.copyOf(records.values());
    }

    /**
     * Runs that made no record because another of the same content had, one line each.
     *
     * @return an unmodifiable copy
     */
    public List<String> duplicates() {
        return List.copyOf(duplicates);
    }

    /**
     * What could not be read, one line each.
     *
     * @return an unmodifiable copy
     */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private interface Step {
        void take() throws IOException;
    }

    private void attempt(Path file, Step step) {
        try {
            step.take();
        } catch (QePerfException e) {
            problems.add(String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            problems.add(file + ": cannot be read");
        }
    }

    /** One tree on the way. */
    private final class Tree {
        private final Path root;
        private final Map<Path, RunTree.Folder> folders;
        private final SlurmAccounting accounting = new SlurmAccounting();
        private final JubeLabels jube = new JubeLabels();
        private final Map<Path, Supervisor> supervisors = new HashMap<>();
        private final Map<Path, PwXml> xmlFiles = new LinkedHashMap<>();
        private final Map<Path, List<XmlFile>> xmlAround = new HashMap<>();
        private final Set<String> joined = new HashSet<>();
        private final Map<String, Set<String>> madeByJob = new HashMap<>();

        private record XmlFile(Path folder, PwXml content) {}

        Tree(Path root, Map<Path, RunTree.Folder> folders) {
            this.root = root;
            this.folders = folders;
        }

        void harvest() {
            folders.forEach(this::readAround);
            folders.forEach((path, folder) -> folder.outputs().forEach(output -> countOutput(path, folder, output)));
            folders.forEach((path, folder) -> folder.outputs().forEach(output -> harvestOutput(path, folder, output)));
            forXmlAlone((path, folder, file, xml) ->
                    job(path, folder, file).ifPresent(job -> madeBy(job).add(xml.sha256())));
            forXmlAlone((path, folder, file, xml) ->
                    attempt(file, () -> add(assembler(path, folder, file).assemble(xml))));
        }

        private void readAround(Path path, RunTree.Folder folder) {
            boolean hasRuns = !folder.outputs().isEmpty() || !folder.xml().isEmpty();
            for (Path file : folder.others()) {
                if (SlurmAccounting.isNamedSo(file)) {
                    attempt(file, () -> accounting.read(file));
                } else if (RunTree.name(file).equals(JubeLabels.FILE)) {
                    attempt(file, () -> jube.read(file));
                } else if (hasRuns && RunTree.name(file).equals(Supervisor.FILE)) {
                    attempt(file, () -> supervisors.put(path, Supervisor.read(file)));
                }
            }
            for (Path file : folder.xml()) {
                attempt(file, () -> {
                    PwXml xml = PwXmlReader.read(file);
                    xmlFiles.put(file, xml);
                    around(path)
                            .forEach(near -> xmlAround
                                    .computeIfAbsent(near, key -> new ArrayList<>())
                                    .add(new XmlFile(path, xml)));
                });
            }
        }

        /** Where the output of an XML file may be: beside it, or above its folder {@code .save}. */
        private static List<Path> around(Path folder) {
            Path parent = folder.getParent();
            return parent != null && RunTree.name(folder).endsWith(SAVE) ? List.of(folder, parent) : List.of(folder);
        }

        /** Hears of the XML files that belong to no output. */
        private interface XmlAlone {
            void found(Path path, RunTree.Folder folder, Path file, PwXml xml);
        }

        private void forXmlAlone(XmlAlone listener) {
            folders.forEach((path, folder) -> folder.xml().forEach(file -> {
                PwXml xml = xmlFiles.get(file);
                if (xml != null && !joined.contains(xml.sha256())) {
                    listener.found(path, folder, file, xml);
                }
            }));
        }

        /** What a job is known to have made, copies once; of outputs two at most. */
        private Set<String> madeBy(SlurmJob job) {
            return madeByJob.computeIfAbsent(job.id(), id -> new HashSet<>());
        }

        private void countOutput(Path path, RunTree.Folder folder, Path output) {
            job(path, folder, output).map(this::madeBy).ifPresent(made -> {
                if (made.size() < 2 && made.stream().noneMatch(other -> isCopy(output, Path.of(other)))) {
                    made.add(output.toString());
                }
            });
        }

        private static boolean isCopy(Path output, Path other) {
            try {
                return Files.mismatch(output, other) == -1;
            } catch (IOException e) {
                return false;
            }
        }

        private void harvestOutput(Path path, RunTree.Folder folder, Path output) {
            attempt(output, () -> {
                MessageDigest digest = Digest.sha256();
                List<PwOutput> runs;
                try (InputStream in = new DigestInputStream(PwOutputReader.open(output), digest)) {
                    runs = PwOutputReader.read(output.toString(), in);
                }
                if (runs.isEmpty()) {
                    throw noStart(output);
                }
                RunAssembler assembler =
                        assembler(path, folder, output).digested(HexFormat.of().formatHex(digest.digest()));
                int before = records.size();
                for (int i = 0; i < runs.size(); i++) {
                    RunProgram program = runs.get(i).program();
                    if (program.version().isEmpty()
                            && program.started().isEmpty()
                            && InputFinder.find(output, Optional.empty(), folder)
                                    .isEmpty()) {
                        continue;
                    }
                    Optional<PwXml> xml = xml(path, runs.get(i));
                    PwOutput run = xml.isPresent() ? XmlMatch.join(runs.get(i), xml.get()) : runs.get(i);
                    add(assembler.assemble(run, i + 1, runs.size()));
                }
                if (records.size() / TOLD_EVERY > before / TOLD_EVERY) {
                    options.progress().accept(records.size() + " runs found");
                }
            });
        }

        private static InputException noStart(Path output) {
            return new InputException(
                    new SourceLocation(output.toString(), 1, 1),
                    "",
                    "no run starts in this file, though it holds '" + RunTree.PROGRAM + "'",
                    "lines that begin as pw.x prints them");
        }

        private RunAssembler assembler(Path path, RunTree.Folder folder, Path file) {
            Optional<SlurmJob> job = job(path, folder, file);
            boolean alone = job.isPresent()
                    && madeByJob.getOrDefault(job.get().id(), Set.of()).size() == 1;
            return new RunAssembler(root, file, folder, extractor, options)
                    .watchedBy(supervisor(path), job, job.map(accounting::place).orElse(""), alone)
                    .labelled(jube.of(path));
        }

        private Supervisor supervisor(Path path) {
            return supervisors.getOrDefault(path, Supervisor.NONE);
        }

        /** The job named by the supervisor, by a file's name, or by the name of a folder around. */
        private Optional<SlurmJob> job(Path path, RunTree.Folder folder, Path file) {
            Optional<SlurmJob> named = supervisor(path)
                    .jobId()
                    .or(() -> Companions.jobId(file, folder))
                    .map(id -> accounting.find(id).orElse(unaccounted(id)));
            if (named.isPresent()) {
                return named;
            }
            for (Path at = file.getParent(); at != null && !at.equals(root); at = at.getParent()) {
                for (String word : RunTree.name(at).split("[^0-9_]+")) {
                    Optional<SlurmJob> job = accounted(word);
                    if (job.isPresent()) {
                        return job;
                    }
                }
            }
            return Optional.empty();
        }

        /** The job of a word such as {@code 17}, {@code _17_} or {@code 17_2}, the latter of an array or of job 17. */
        private Optional<SlurmJob> accounted(String word) {
            String id = word.replaceAll("^_+|_+$", "");
            return accounting.find(id).or(() -> accounting.find(id.split("_", 2)[0]));
        }

        private static SlurmJob unaccounted(String id) {
            return new SlurmJob(
                    id,
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        /** The XML file of a run: in its folder or in the folder {@code .save} below it, and equal in what both tell. */
        private Optional<PwXml> xml(Path folder, PwOutput run) {
            for (XmlFile file : xmlAround.getOrDefault(folder, List.of())) {
                PwXml xml = file.content();
                boolean beside = folder.equals(file.folder()) || isSaveFolder(file.folder(), run);
                if (beside && !joined.contains(xml.sha256()) && XmlMatch.isOneRun(run, xml)) {
                    joined.add(xml.sha256());
                    return Optional.of(xml);
                }
            }
            return Optional.empty();
        }

        private static boolean isSaveFolder(Path folder, PwOutput run) {
            String name = RunTree.name(folder);
            return name.endsWith(SAVE)
                    && run.files().saveFolder().map(name::equals).orElse(true);
        }

        private void add(RunRecord record) {
            RunRecord first = records.putIfAbsent(record.id(), record);
            if (first != null) {
                duplicates.add(root.resolve(record.origin().source()) + ": the same run as "
                        + first.origin().source());
            }
        }
    }
}
