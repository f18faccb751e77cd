package org.qeperf.features.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.Potentials;
import org.qeperf.features.PwInputs;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.PseudopotentialReader;
import org.qeperf.features.pseudo.Upf;

/** Inputs that once made a reader fail otherwise than it should. */
class FoundByFuzzingTest {

    @ParameterizedTest
    @ValueSource(strings = {"15d5", "16d5"})
    void aCellInWhichTheIdentityIsNotFoundIsRefused(String oblique) {
        String text = PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", "ibrav = 0\n  A = 5.4");
        assertRefused(
                "pw.in:5:11: the lattice vectors are too oblique to find even the identity among its rotations; expected"
                        + " shorter lattice vectors of the same lattice",
                text + "CELL_PARAMETERS\n0 0.5 0.5\n0.5 0 0.\n" + oblique + " 0.5 0\n",
                QeVersion.NEWEST);
    }

    @Test
    void aCellInWhichTheIdentityMapsNoAtomIsRefused() {
        String text = PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", "ibrav = 0\n  A = 5.4");
        assertRefused(
                "pw.in:5:11: the lattice vectors are too oblique for the identity to map the atoms to themselves; expected"
                        + " shorter lattice vectors of the same lattice",
                PwInputs.replace(text, "alat", "crystal") + "CELL_PARAMETERS\n0 0.5 0.4\n0.5 0 0.\n16d50 0.5 0\n",
                QeVersion.NEWEST);
    }

    @Test
    void denominatorsOfTranslationsDoNotOverflow() {
        String text = PwInputs.replace(PwInputs.silicon("ibrav = 2", "ibrav = 1"), "nat = 2", "nat = 1");
        assertRefused(
                "pw.in:9:13: the cutoff asks for an FFT grid of 23 points along an axis with translations of 1/2147483647;"
                        + " expected a smaller cutoff or cell",
                PwInputs.replace(text, "alat\nSi 0 0 0\nSi 0.25 0.25 0.25", "crystal\nSi 1/99998 1/99998+1/50021 0"),
                new QeVersion(6, 4));
    }

    @Test
    void orbitalsWithoutAMeshHaveNoNorm() {
        String text = PwInputs.replace(Upf.version2(), "<PP_MESH mesh=\"3\"", "<PP_MESH mesh=\"0\"");
        byte[] bytes =
                PwInputs.replace(text, "mesh_size=\"3\"", "mesh_size=\"0\"").getBytes(StandardCharsets.ISO_8859_1);
        Pseudopotential read = PseudopotentialReader.read("Si.UPF", bytes);
        assertEquals(List.of(new Orbital(0, 0, -1e-8), new Orbital(1, 0, -1e-8)), read.orbitals());
    }

    private static void assertRefused(String message, String text, QeVersion version) {
        InputException e = assertThrows(
                InputException.class,
                () -> PwCounter.count(
                        PwInputs.parse(text, version), List.of(Potentials.silicon()), ParseLimits.DEFAULT));
        assertEquals(message, e.getMessage());
    }
}
