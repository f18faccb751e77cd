package org.qeperf.examples.cp2k;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;

/**
 * Reads inputs of CP2K for energies by density functional theory with Gaussians and plane waves (Quickstep, GPW). Immutable and
 * safe for concurrent use.
 */
public final class Cp2kExtractor implements FeatureExtractor {

    /** What the executable of MPI and threads is called. */
    public static final String CODE = "cp2k.psmp";

    /** The release whose counts these are. */
    private static final String RELEASE = "2023.1";

    private static final int MOST_BASIS_FILES = 10;

    /** Creates the extractor; {@link java.util.ServiceLoader} calls this. */
    public Cp2kExtractor() {}

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public List<FeatureSchema> schemas() {
        return List.of(Cp2kSchema.SCHEMA);
    }

    @Override
    public Workload read(SimulationFiles files) {
        String name = files.input().toString();
        requireRelease(files.codeVersion(), name);
        return workload(InputText.of(name, DataFiles.bytes(files.input())), DataFiles.of(files));
    }

    @Override
    public Workload read(SimulationContents contents) {
        String name = contents.input().name();
        requireRelease(contents.codeVersion(), name);
        return workload(InputText.of(name, contents.input().bytes()), DataFiles.of(contents));
    }

    private static void requireRelease(Optional<String> release, String file) {
        release.filter(r -> !r.equals(RELEASE)).ifPresent(r -> {
            throw new InputException(
                    new SourceLocation(file, 1, 1),
                    r,
                    "unknown version " + InputException.quote(r) + " of CP2K",
                    RELEASE);
        });
    }

    private static Workload workload(InputText text, DataFiles files) {
        Section root = SectionReader.read(text);
        Cp2kInput input = InputReader.read(root);
        Section dft = root.get("FORCE_EVAL").get("DFT");
        List<Entries> bases = new ArrayList<>();
        for (Values names : dft.repeated("BASIS_SET_FILE_NAME")) {
            if (bases.size() == MOST_BASIS_FILES) {
                throw names.keyword()
                        .error(
                                "a file of basis sets after " + MOST_BASIS_FILES + " others",
                                "at most " + MOST_BASIS_FILES);
            }
            bases.add(files.find(names.one()));
        }
        if (bases.isEmpty()) {
            throw new InputException(
                    dft.place(), "&DFT", "&DFT has no BASIS_SET_FILE_NAME", "the name of a file of basis sets");
        }
        Word potentials = dft.values("POTENTIAL_FILE_NAME")
                .orElseThrow(() -> new InputException(
                        dft.place(), "&DFT", "&DFT has no POTENTIAL_FILE_NAME", "the name of a file of potentials"))
                .one();
        Counts counts = Counter.count(input, bases, files.find(potentials));
        int steps = input.scf().mostSteps();
        return new Cp2kWorkload(counts, new RunLength(RunLength.Motion.NONE, 1, steps, 1));
    }

    @Override
    public Workload restore(Counts counts) {
        for (Count count : counts.all()) {
            if (count instanceof Count.Whole whole && whole.value() < 0
                    || count instanceof Count.Real real && real.value() <= 0
                    || count instanceof Count.Grid grid && Math.min(grid.n1(), Math.min(grid.n2(), grid.n3())) < 1) {
                throw new IllegalArgumentException("count '" + count.name() + "' is impossible: " + count);
            }
        }
        return new Cp2kWorkload(counts, RunLength.UNKNOWN);
    }
}
