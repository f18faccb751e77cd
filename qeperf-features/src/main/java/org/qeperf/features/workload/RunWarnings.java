package org.qeperf.features.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.feature.Layout;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.memory.MemoryEstimate;

/** What the user should know about a run that the input alone does not show. */
final class RunWarnings {

    private RunWarnings() {}

    /** The input's own warnings and those of its counts. */
    static List<Diagnostic> of(PwInput input, PwCounts counts) {
        List<Diagnostic> warnings = new ArrayList<>(input.warnings());
        if (input.exactExchange().functional().isEmpty()) {
            PwInput.Species species = input.species().get(0);
            if (counts.exchange().isPresent()) {
                warnings.add(ofFunctional(species, "exact exchange"));
            }
            if (counts.storage().metaGga()) {
                warnings.add(ofFunctional(species, "the kinetic energy density of meta-GGA"));
            }
        }
        overflow(counts, Layout.serial())
                .ifPresent(
                        message -> warnings.add(new Diagnostic(input.cutoffs().location(), message)));
        return warnings;
    }

    private static Diagnostic ofFunctional(PwInput.Species species, String what) {
        return new Diagnostic(
                species.location(), what + ", by the pseudopotential's functional, is not in the time: expect more");
    }

    /** Where pw.x prints another figure than the one to plan with. */
    static Optional<String> overflow(PwCounts counts, Layout layout) {
        MemoryEstimate memory = MemoryEstimate.of(counts, layout);
        return !memory.overflows()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "memory per rank is %.0f MB; pw.x prints %.0f MB, because its integers overflow",
                        memory.bytesPerRank() / (1 << 20),
                        memory.printedBytesPerRank() / (1 << 20)));
    }
}
