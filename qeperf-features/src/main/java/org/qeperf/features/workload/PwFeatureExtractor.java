package org.qeperf.features.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;
import org.qeperf.features.pseudo.EnclosedPseudopotentials;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.PseudopotentialCache;
import org.qeperf.features.pseudo.PseudopotentialLibrary;

/** Reads pw.x inputs of Quantum ESPRESSO; remembers the pseudopotentials it read. Safe for concurrent use. */
public final class PwFeatureExtractor implements FeatureExtractor {

    private static final ParseLimits LIMITS = ParseLimits.DEFAULT;

    private final PseudopotentialCache cache = new PseudopotentialCache();

    /** Creates the extractor; {@link java.util.ServiceLoader} calls this. */
    public PwFeatureExtractor() {}

    @Override
    public String code() {
        return "pw.x";
    }

    @Override
    public List<FeatureSchema> schemas() {
        return PwSchemas.all();
    }

    @Override
    public Workload read(SimulationFiles files) {
        QeVersion version = version(files.codeVersion(), files.input().toString());
        PwInput input = PwInputReader.read(files.input(), version, LIMITS);
        PseudopotentialLibrary library =
                PseudopotentialLibrary.of(files.directories(), input, files.input(), LIMITS, cache);
        return workload(input, library::read);
    }

    @Override
    public Workload read(SimulationContents contents) {
        FileContent file = contents.input();
        QeVersion version = version(contents.codeVersion(), file.name());
        PwInput input = PwInputReader.parse(SourceText.of(file, LIMITS), version, LIMITS);
        return workload(input, new EnclosedPseudopotentials(contents.files(), LIMITS)::read);
    }

    private static Workload workload(PwInput input, Function<PwInput.Species, Pseudopotential> library) {
        List<Pseudopotential> potentials = new ArrayList<>();
        for (PwInput.Species species : input.species()) {
            potentials.add(library.apply(species));
        }
        PwCounts counts = PwCounter.count(input, potentials, LIMITS);
        return new PwWorkload(
                counts,
                FeatureCounts.of(counts),
                RunWarnings.of(input, potentials, counts),
                input.course().maxSeconds());
    }

    private static QeVersion version(Optional<String> release, String file) {
        return release.map(text -> QeVersion.find(text)
                        .orElseThrow(() -> new InputException(
                                new SourceLocation(file, 1, 1),
                                text,
                                "unknown version " + InputException.quote(text) + " of Quantum ESPRESSO",
                                QeVersion.KNOWN)))
                .orElse(QeVersion.NEWEST);
    }

    @Override
    public Workload restore(Counts counts) {
        CountsCodec.requireSound(counts);
        if (!CountsCodec.missing(counts).isEmpty()) {
            return new PartialWorkload(counts);
        }
        PwCounts known = CountsCodec.read(counts);
        return CountsCodec.missingLater(counts).isEmpty()
                ? new PwWorkload(known, List.of())
                : new PwWorkload(known, FeatureCounts.of(counts), List.of(), OptionalDouble.empty());
    }
}
