package org.qeperf.features.counts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.qeperf.features.counts.Descriptors.Augmentation;
import org.qeperf.features.counts.Descriptors.Elements;
import org.qeperf.features.counts.Descriptors.OneCentre;
import org.qeperf.features.counts.Descriptors.PerAtom;
import org.qeperf.features.counts.Descriptors.Radial;
import org.qeperf.features.counts.Descriptors.Solution;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInput.Occupations;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

/** Counts what time depends on besides what pw.x prints. */
final class DescriptorCounter {

    /** Degrees of the integration that a gradient needs: a factor and an addition ({@code PW/src/paw_init.f90}). */
    private static final int GRADIENT_FACTOR = 3;

    private static final int GRADIENT_ADDITION = 2;
    private static final int DENSITY_FACTOR = 2;

    private final PwInput input;
    private final List<Pseudopotential> potentials;
    private final boolean gradient;
    private final int[] atoms;
    private final List<OfSpecies> species = new ArrayList<>();

    private DescriptorCounter(PwInput input, List<Pseudopotential> potentials, List<Pseudopotential> given) {
        this.input = input;
        this.potentials = potentials;
        this.gradient = ExchangeCounter.functional(input, given).gradient();
        this.atoms = new int[potentials.size()];
        input.atoms().forEach(atom -> atoms[atom.species()]++);
        potentials.forEach(potential -> species.add(ofSpecies(potential)));
    }

    static Descriptors count(PwInput input, List<Pseudopotential> potentials, List<Pseudopotential> given) {
        DescriptorCounter counter = new DescriptorCounter(input, potentials, given);
        return new Descriptors(
                counter.augmentation(), counter.oneCentre(), counter.radial(), counter.elements(), counter.solution());
    }

    /** What one atom of a species adds; zeros where it has no augmentation charges or no one-centre terms. */
    private record OfSpecies(
            double pairs,
            double couplings,
            double spinOrbitPairs,
            double directions,
            double harmonics,
            double pairPoints,
            double couplingPoints,
            double momentPoints,
            double rotations) {
        static final OfSpecies NONE = new OfSpecies(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private OfSpecies ofSpecies(Pseudopotential potential) {
        if (!potential.kind().augmented()) {
            return OfSpecies.NONE;
        }
        double nh = potential.projectorStates();
        double pairs = nh * (nh + 1) / 2;
        double couplings = couplings(potential.projectors());
        double mixed = input.electrons().spinOrbit() ? spinOrbitPairs(potential.projectors()) : 0;
        if (potential.kind() != Kind.PAW) {
            return new OfSpecies(pairs, couplings, mixed, 0, 0, 0, 0, 0, 0);
        }
        int lmax = potential.maxDensityL();
        int degree = gradient && lmax > 0 ? GRADIENT_FACTOR * lmax + GRADIENT_ADDITION : DENSITY_FACTOR * lmax;
        double directions = (degree + 2) / 2 * (degree + 1 + degree % 2);
        double moments = (lmax + 1.0) * (lmax + 1);
        double mesh = potential.meshSize();
        return new OfSpecies(
                pairs,
                couplings,
                mixed,
                mesh * directions,
                mesh * directions * (degree + 1) * (degree + 1),
                mesh * pairs * moments,
                mesh * couplings,
                mesh * moments,
                rotations(potential.projectors()));
    }

    /** Products of harmonics over all pairs of projectors. */
    private static double couplings(List<Projector> projectors) {
        int[] of = ofMomenta(projectors);
        double sum = 0;
        for (int l = 0; l < of.length; l++) {
            sum += (double) of[l] * SphericalProducts.within(l)
                    + of[l] * (of[l] - 1) / 2.0 * SphericalProducts.between(l, l);
            for (int k = 0; k < l; k++) {
                sum += (double) of[l] * of[k] * SphericalProducts.between(l, k);
            }
        }
        return sum;
    }

    private static int[] ofMomenta(List<Projector> projectors) {
        int[] of = new int[projectors.stream().mapToInt(Projector::l).max().orElse(-1) + 1];
        projectors.forEach(p -> of[p.l()]++);
        return of;
    }

    /** Ordered pairs of projectors of the same l and j, with their orders ({@code fcoef} of {@code PW/src/init_us_1.f90}). */
    private static double spinOrbitPairs(List<Projector> projectors) {
        Map<Projector, Integer> of = new HashMap<>();
        projectors.forEach(p -> of.merge(p, 2 * p.l() + 1, Integer::sum));
        return of.values().stream().mapToDouble(n -> (double) n * n).sum();
    }

    /** Over pairs of states, the product of the numbers of states that a rotation mixes with each. */
    private static double rotations(List<Projector> projectors) {
        double sum = 0;
        double squares = 0;
        for (Projector p : projectors) {
            double dimension = 2 * p.l() + 1;
            sum += dimension * dimension;
            squares += dimension * dimension * dimension;
        }
        return (sum * sum + squares) / 2;
    }

    private Augmentation augmentation() {
        int augmented = 0;
        double speciesPairs = 0;
        double couplings = 0;
        for (int i = 0; i < atoms.length; i++) {
            augmented += potentials.get(i).kind().augmented() ? atoms[i] : 0;
            speciesPairs += species.get(i).pairs();
            couplings += species.get(i).couplings();
        }
        return new Augmentation(
                augmented,
                perAtom(OfSpecies::pairs).sum(),
                speciesPairs,
                couplings,
                perAtom(OfSpecies::spinOrbitPairs).sum(),
                perAtom(s -> s.spinOrbitPairs() * s.spinOrbitPairs()).sum());
    }

    private OneCentre oneCentre() {
        return new OneCentre(
                perAtom(OfSpecies::directions),
                perAtom(OfSpecies::harmonics),
                perAtom(OfSpecies::pairPoints),
                perAtom(OfSpecies::couplingPoints),
                perAtom(OfSpecies::momentPoints),
                perAtom(OfSpecies::rotations));
    }

    private PerAtom perAtom(ToDoubleFunction<OfSpecies> number) {
        double sum = 0;
        double most = 0;
        for (int i = 0; i < atoms.length; i++) {
            if (atoms[i] > 0) {
                double one = number.applyAsDouble(species.get(i));
                sum += atoms[i] * one;
                most = Math.max(most, one);
            }
        }
        return new PerAtom(sum, most);
    }

    private Radial radial() {
        int largest = 0;
        double meshes = 0;
        double projectors = 0;
        double augmentation = 0;
        for (Pseudopotential potential : potentials) {
            double mesh = potential.meshSize();
            double n = potential.projectors().size();
            largest = Math.max(largest, potential.meshSize());
            meshes += mesh;
            projectors += mesh * n;
            if (potential.kind().augmented()) {
                int lmax = potential.projectors().stream()
                        .mapToInt(Projector::l)
                        .max()
                        .orElse(0);
                augmentation += mesh * n * (n + 1) / 2 * (2 * lmax + 1);
            }
        }
        return new Radial(largest, meshes, projectors, augmentation);
    }

    private Elements elements() {
        double sum = 0;
        double negativities = 0;
        int least = Integer.MAX_VALUE;
        int most = 0;
        double leastNegative = Double.MAX_VALUE;
        double mostNegative = 0;
        int alkali = 0;
        int actinides = 0;
        int all = Math.max(1, input.atoms().size());
        for (int i = 0; i < atoms.length; i++) {
            if (atoms[i] > 0) {
                int number =
                        PwCounter.element(potentials.get(i), input.species().get(i));
                double electronegativity = Element.electronegativity(number);
                sum += (double) atoms[i] * number;
                negativities += atoms[i] * electronegativity;
                least = Math.min(least, number);
                most = Math.max(most, number);
                leastNegative = Math.min(leastNegative, electronegativity);
                mostNegative = Math.max(mostNegative, electronegativity);
                alkali += Element.isAlkaliMetal(number) ? atoms[i] : 0;
                actinides += Element.isActinide(number) ? atoms[i] : 0;
            }
        }
        return new Elements(
                sum / all,
                Math.min(least, most),
                most,
                negativities / all,
                Math.min(leastNegative, mostNegative),
                mostNegative,
                alkali,
                actinides);
    }

    private Solution solution() {
        PwInput.Electrons electrons = input.electrons();
        double start = 0;
        for (PwInput.Species one : input.species()) {
            start = Math.max(start, Math.abs(one.startingMagnetization().orElse(0)));
        }
        return new Solution(
                electrons.occupations() == Occupations.TETRAHEDRA,
                electrons.degaussRydberg(),
                gradient,
                electrons.spinOrbit(),
                start,
                electrons.totMagnetization().isPresent(),
                (int) potentials.stream().filter(p -> p.orbitals().isEmpty()).count());
    }
}
