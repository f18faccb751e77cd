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
import org.qeperf.features.pseudo.Pseudopotential;

/** What the user should know about a run that the input alone does not show. */
final class RunWarnings {

    private RunWarnings() {}

    /** The input's own warnings and those of its counts. */
    static List<Diagnostic> of(PwInput input, List<Pseudopotential> potentials, PwCounts counts) {
        List<Diagnostic> warnings = new ArrayList<>(input.warnings());
        if (input.electrons().spinOrbit() && potentials.stream().noneMatch(Pseudopotential::spinOrbit)) {
            warnings.add(new Diagnostic(
                    input.species().get(0).location(),
                    "lspinorb without a fully relativistic pseudopotential: pw.x " + input.version()
                            + (input.version().atLeast(7, 5) ? " stops" : " goes on without spin-orbit coupling")));
        }
        tooFewPlaneWaves(input, counts).ifPresent(warnings::add);
        if (input.exactExchange().functional().isEmpty()) {
            PwInput.Species species = input.species().get(0);
            if (counts.exchange().isPresent()) {
                warnings.add(new Diagnostic(
                        species.location(),
                        "exact exchange, by the pseudopotential's functional, is in the time on qeperf's own machine"
                                + " alone: on others expect more"));
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

    /** pw.x counts the plane waves of this test by volume ({@code PW/src/memory_report.f90}, from 6.7 on). */
    private static Optional<Diagnostic> tooFewPlaneWaves(PwInput input, PwCounts counts) {
        PwCounts.Basis basis = counts.basis();
        double sphere = 4
                * Math.PI
                / 3
                * Math.pow(basis.ecutwfcRydberg(), 1.5)
                * basis.volumeBohr3()
                / Math.pow(2 * Math.PI, 3);
        long waves = Math.round(counts.sampling().gammaOnly() ? sphere / 2 : sphere);
        return !input.version().atLeast(6, 7) || waves >= counts.effort().workingStates()
                ? Optional.empty()
                : Optional.of(new Diagnostic(
                        input.cutoffs().location(),
                        "pw.x stops after its memory report: work space for "
                                + counts.effort().workingStates() + " bands, more than " + waves + " plane waves"));
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
