package org.qeperf.features.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.features.Potentials;
import org.qeperf.features.PwInputs;
import org.qeperf.features.counts.Descriptors.PerAtom;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.Pseudopotential.Kind;

class DescriptorCounterTest {

    private static final int MESH = 100;

    @Test
    void normConservingPotentialsHaveNoAugmentation() {
        Descriptors silicon = count(PwInputs.SILICON, Potentials.silicon());
        assertEquals(new Descriptors.Augmentation(0, 0, 0, 0, 0, 0), silicon.augmentation());
        PerAtom none = new PerAtom(0, 0);
        assertEquals(new Descriptors.OneCentre(none, none, none, none, none, none), silicon.oneCentre());
        assertEquals(new Descriptors.Radial(3, 3, 6, 0), silicon.radial());
        assertEquals(new Descriptors.Elements(14, 14, 14, 1.9, 1.9, 1.9, 0, 0), silicon.elements());
        assertEquals(new Descriptors.Solution(false, 0, true, false, 0, false, 0), silicon.solution());
    }

    /** One s and one p projector: 4 states, 10 pairs, of which ss has 1 harmonic, sp 1 each, pp 11 together. */
    @Test
    void pairsOfTwoUltrasoftAtoms() {
        Pseudopotential silicon = Potentials.of("Si", Kind.ULTRASOFT, 4, List.of(0, 1), List.of(0, 1));
        Descriptors two = count(PwInputs.SILICON, silicon);
        assertEquals(new Descriptors.Augmentation(2, 20, 10, 15, 0, 0), two.augmentation());
        assertEquals(new Descriptors.Radial(3, 3, 6, 27), two.radial());
        assertEquals(new PerAtom(0, 0), two.oneCentre().directions());
    }

    /** Two s and two p projectors: ss 3 times 1, sp 4 times 3, each p with itself 11, one p with the other 14. */
    @Test
    void projectorsOfOneMomentumArePairsToo() {
        Pseudopotential silicon = Potentials.of("Si", Kind.ULTRASOFT, 4, List.of(0, 0, 1, 1), List.of(0, 1));
        Descriptors two = count(PwInputs.SILICON, silicon);
        assertEquals(new Descriptors.Augmentation(2, 72, 36, 3 + 12 + 22 + 14, 0, 0), two.augmentation());
        assertEquals(new Descriptors.Radial(3, 3, 12, 3 * 10 * 3), two.radial());
    }

    /** Of degree l: (l + 2) / 2 latitudes of l + 1 directions, one more where l is odd. */
    @ParameterizedTest
    @CsvSource({"PBE, 0, 1, 1", "PBE, 1, 21, 36", "PZ, 1, 6, 9"})
    void theDensityDecidesAboutTheDirections(String functional, int lmax, int directions, int harmonics) {
        Descriptors.OneCentre counts =
                count(PwInputs.SILICON, paw(functional, lmax)).oneCentre();
        assertEquals(MESH * directions, counts.directions().most());
        assertEquals(MESH * directions * harmonics, counts.harmonics().most());
    }

    @Test
    void aSpeciesWithoutAtomsAddsToTablesAlone() {
        String text = PwInputs.replace(PwInputs.silicon("ntyp = 1", "ntyp = 2"), "ATOMIC_P", "U 1 U.UPF\nATOMIC_P");
        Pseudopotential silicon = Potentials.of("Si", Kind.ULTRASOFT, 4, List.of(0), List.of(0));
        Pseudopotential uranium = new Pseudopotential(
                "U", Kind.PAW, 14, false, false, "PBE", 0, 0, 2, MESH, silicon.projectors(), silicon.orbitals());
        Descriptors both = PwCounter.count(PwInputs.parse(text), List.of(silicon, uranium), ParseLimits.DEFAULT)
                .descriptors()
                .orElseThrow();
        assertEquals(new Descriptors.Augmentation(2, 2, 2, 2, 0, 0), both.augmentation());
        assertEquals(new PerAtom(0, 0), both.oneCentre().directions());
        assertEquals(new Descriptors.Elements(14, 14, 14, 1.9, 1.9, 1.9, 0, 0), both.elements());
        assertEquals(new Descriptors.Radial(MESH, 3 + MESH, 3 + MESH, 3 + MESH), both.radial());
    }

    /** Of degree 3 x 2 + 2 with a gradient: 5 latitudes of 9 directions, 81 harmonics; of degree 4 without: 3 of 5, 25. */
    @Test
    void directionsOfOneCentreTerms() {
        Descriptors gradient = count(PwInputs.SILICON, paw("PBE"));
        assertEquals(
                new Descriptors.OneCentre(
                        new PerAtom(2 * 45 * MESH, 45 * MESH),
                        new PerAtom(2 * 45 * 81 * MESH, 45 * 81 * MESH),
                        new PerAtom(2 * 10 * 9 * MESH, 10 * 9 * MESH),
                        new PerAtom(2 * 15 * MESH, 15 * MESH),
                        new PerAtom(2 * 9 * MESH, 9 * MESH),
                        new PerAtom(128, 64)),
                gradient.oneCentre());
        Descriptors local = count(PwInputs.SILICON, paw("PZ"));
        assertEquals(new PerAtom(2 * 15 * MESH, 15 * MESH), local.oneCentre().directions());
        assertEquals(
                new PerAtom(2 * 15 * 25 * MESH, 15 * 25 * MESH),
                local.oneCentre().harmonics());
    }

    /** s, p with j = 1/2 and p with j = 3/2: 1 + 9 + 9 ordered pairs, squared 361, on two atoms. */
    @Test
    void spinOrbitCouplingMixesWhatHasTheSameMomenta() {
        Pseudopotential silicon =
                Potentials.fullyRelativistic(Potentials.of("Si", Kind.ULTRASOFT, 4, List.of(0, 1), List.of(0, 1)));
        Descriptors coupled = count(PwInputs.silicon("ecutwfc", "noncolin=T lspinorb=T ecutwfc"), silicon);
        assertEquals(38, coupled.augmentation().spinOrbitPairs());
        assertEquals(722, coupled.augmentation().spinOrbitProducts());
        assertEquals(true, coupled.solution().spinOrbit());
    }

    @Test
    void elementsAreThoseOfTheFiles() {
        Pseudopotential sodium = Potentials.of("Na", Kind.NORM_CONSERVING, 4, List.of(), List.of());
        Descriptors none = count(PwInputs.SILICON, sodium);
        assertEquals(new Descriptors.Elements(11, 11, 11, 0.93, 0.93, 0.93, 2, 0), none.elements());
        assertEquals(1, none.solution().speciesWithoutOrbitals());
        Pseudopotential uranium = Potentials.of("U", Kind.NORM_CONSERVING, 4, List.of(0), List.of(0));
        assertEquals(2, count(PwInputs.SILICON, uranium).elements().actinides());
        Pseudopotential neon = Potentials.of("Ne", Kind.NORM_CONSERVING, 4, List.of(0), List.of(0));
        assertEquals(0, count(PwInputs.SILICON, neon).elements().mostElectronegativity());
    }

    private static Pseudopotential paw(String functional) {
        return paw(functional, 2);
    }

    private static Pseudopotential paw(String functional, int maxDensityL) {
        Pseudopotential silicon = Potentials.of("Si", Kind.PAW, 4, List.of(0, 1), List.of(0, 1));
        return new Pseudopotential(
                "Si",
                Kind.PAW,
                4,
                false,
                false,
                functional,
                0,
                0,
                maxDensityL,
                MESH,
                silicon.projectors(),
                silicon.orbitals());
    }

    private static Descriptors count(String input, Pseudopotential potential) {
        return PwCounter.count(PwInputs.parse(input), List.of(potential), ParseLimits.DEFAULT)
                .descriptors()
                .orElseThrow();
    }
}
