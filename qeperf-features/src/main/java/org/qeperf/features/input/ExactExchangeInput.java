package org.qeperf.features.input;

import java.util.List;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/**
 * The functional an input asks for, and the variables of exact exchange, which matter only to a hybrid.
 *
 * @param functional {@code input_dft}, where given; else the functional is that of the pseudopotentials
 * @param mesh {@code nqx1, nqx2, nqx3}; 0 for that of the k-points
 * @param ecutfockRydberg {@code ecutfock}; 0 asks for the default
 * @param projectors whether adaptively compressed exchange is used ({@code ace})
 * @param functionalLocation where the functional is set
 * @param meshLocation where the mesh is set
 * @param cutoffLocation where {@code ecutfock} is set
 */
public record ExactExchangeInput(
        Optional<String> functional,
        List<Integer> mesh,
        double ecutfockRydberg,
        boolean projectors,
        SourceLocation functionalLocation,
        SourceLocation meshLocation,
        SourceLocation cutoffLocation) {

    private static final int LARGEST_MESH = 1000;

    /** Copies the list. */
    public ExactExchangeInput {
        mesh = List.copyOf(mesh);
    }

    /** The part of &amp;SYSTEM. Releases before 6.2 have no compressed exchange unless they are built for it. */
    static ExactExchangeInput read(Namelist system, QeVersion version) {
        String functional = system.string("input_dft", "none");
        return new ExactExchangeInput(
                functional.isEmpty() || functional.equalsIgnoreCase("none")
                        ? Optional.empty()
                        : Optional.of(functional),
                List.of(mesh(system, "nqx1"), mesh(system, "nqx2"), mesh(system, "nqx3")),
                Math.max(0, system.real("ecutfock", 0)),
                version.atLeast(6, 2) && system.logical("ace", true),
                system.locate("input_dft"),
                system.locate("nqx1"),
                system.locate("ecutfock"));
    }

    private static int mesh(Namelist system, String variable) {
        int n = system.whole(variable, 0);
        if (n > LARGEST_MESH) {
            throw new InputException(system.locate(variable), "", variable + " = " + n, "at most " + LARGEST_MESH);
        }
        return Math.max(0, n);
    }
}
