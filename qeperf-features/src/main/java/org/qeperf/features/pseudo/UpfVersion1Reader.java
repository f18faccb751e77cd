package org.qeperf.features.pseudo;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

/**
 * Reads UPF version 1, whose header is known by position ({@code upflib/read_upf_v1.f90} of Quantum ESPRESSO): version,
 * element, kind, core correction, functional, valence, energy, cutoffs, largest l, mesh, numbers of orbitals and
 * projectors, table of orbitals. A tag counts where it begins a line.
 */
final class UpfVersion1Reader {

    private static final double MOMENTUM_TOLERANCE = 1e-7;

    private final PotentialText text;
    private final int header;
    private int mesh;
    private int[] orbitalL = new int[0];
    private double[] orbitalJ = new double[0];
    private double[] occupations = new double[0];
    private int[] betaL = new int[0];
    private double[] betaJ = new double[0];

    private UpfVersion1Reader(PotentialText text, int header) {
        this.text = text;
        this.header = header;
    }

    /** Whether the header of a file of version 1 begins at a place. */
    static boolean isHeader(PotentialText text, int place) {
        return text.startsWith("<PP_HEADER>", place) && text.startsLine(place);
    }

    /** Reads the file whose header begins at a place. */
    static Pseudopotential read(PotentialText text, int header) {
        return new UpfVersion1Reader(text, header).read();
    }

    private int section(String tag, int from) {
        for (int i = text.findBracket('P', from, text.size()); i >= 0; i = text.findBracket('P', i + 1, text.size())) {
            if (text.startsWith(tag, i) && text.startsLine(i)) {
                return i;
            }
        }
        return -1;
    }

    private Pseudopotential read() {
        FortranReader reader = new FortranReader(text, header).nextLine();
        reader.word("the version");
        reader.word("the version");
        reader.nextLine();
        String element = reader.word("the element");
        reader.word("the element");
        reader.nextLine();
        Kind kind = kind(reader);
        boolean coreCorrection = reader.logical("the core correction");
        reader.word("the core correction");
        reader.nextLine();
        String functional = String.join(
                " ", reader.line("the functional").string(0, 20).strip().split(" +"));
        double valence = real(reader, "the valence");
        real(reader, "the energy");
        double wavefunctionCutoff = reader.real("the cutoff of wavefunctions");
        double densityCutoff = real(reader, "the cutoff of the density");
        real(reader, "the largest l");
        mesh = reader.whole("the mesh size", 1, PotentialText.MOST_POINTS);
        reader.nextLine();
        int nwfc = reader.whole("the number of orbitals", 0, PotentialText.MOST_FUNCTIONS);
        int nbeta = reader.whole("the number of projectors", 0, PotentialText.MOST_FUNCTIONS);
        table(reader.nextLine(), nwfc);
        readProjectors(kind == Kind.COULOMB ? 0 : nbeta);
        boolean spinOrbit = addInfo();
        normalize();
        return new Pseudopotential(
                element,
                kind,
                valence,
                spinOrbit,
                coreCorrection,
                functional,
                wavefunctionCutoff,
                densityCutoff,
                densityMomentum(),
                mesh,
                projectors(spinOrbit),
                orbitals(spinOrbit));
    }

    private static double real(FortranReader reader, String what) {
        double value = reader.real(what);
        reader.nextLine();
        return value;
    }

    /** The words are looked for in the first 20 characters, in this order. */
    private Kind kind(FortranReader reader) {
        int place = text.pastBlanks(reader.position());
        String line = reader.line("the kind").string(0, 80).strip();
        String words = line.substring(0, Math.min(line.length(), 20));
        if (words.contains("US")) {
            return Kind.ULTRASOFT;
        }
        if (words.contains("PAW")) {
            return Kind.PAW;
        }
        if (words.contains("NC")) {
            return Kind.NORM_CONSERVING;
        }
        if (words.contains("1/r")) {
            return Kind.COULOMB;
        }
        throw text.invalid(place, "the kind", words, "NC, US, PAW or 1/r");
    }

    private void table(FortranReader reader, int nwfc) {
        orbitalL = new int[nwfc];
        orbitalJ = new double[nwfc];
        occupations = new double[nwfc];
        reader.nextLine();
        for (int i = 0; i < nwfc; i++) {
            reader.word("an orbital");
            orbitalL[i] = reader.whole("l of an orbital", 0, PotentialText.MOST_L);
            occupations[i] = real(reader, "the occupation");
        }
    }

    private void readProjectors(int nbeta) {
        betaL = new int[nbeta];
        betaJ = new double[nbeta];
        int at = header;
        for (int i = 0; i < nbeta; i++) {
            int tag = section("<PP_BETA>", at);
            if (tag < 0) {
                throw text.error(header, i + " PP_BETA where the header says " + nbeta, "a complete file");
            }
            FortranReader reader = new FortranReader(text, tag).nextLine();
            reader.word("the number of a projector");
            betaL[i] = reader.whole("l of a projector", 0, PotentialText.MOST_L);
            at = reader.position();
        }
    }

    /**
     * Reads the total momenta and returns whether there are any: an impossible one ends the section and the spin-orbit,
     * but what was read of l and occupations before it stays.
     */
    private boolean addInfo() {
        int at = section("<PP_ADDINFO>", 0);
        if (at < 0) {
            return false;
        }
        FortranReader reader = new FortranReader(text, at).nextLine();
        for (int i = 0; i < orbitalL.length; i++) {
            reader.word("an orbital");
            reader.word("n of an orbital");
            orbitalL[i] = reader.whole("l of an orbital", 0, PotentialText.MOST_L);
            orbitalJ[i] = reader.real("j of an orbital");
            occupations[i] = real(reader, "the occupation");
            if (!possible(orbitalL[i], orbitalJ[i])) {
                return false;
            }
        }
        for (int i = 0; i < betaL.length; i++) {
            betaL[i] = reader.whole("l of a projector", 0, PotentialText.MOST_L);
            betaJ[i] = real(reader, "j of a projector");
            if (!possible(betaL[i], betaJ[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean possible(int l, double j) {
        return Math.abs(Math.abs(j - l) - 0.5) <= MOMENTUM_TOLERANCE;
    }

    /** Marks orbitals without a norm. */
    private void normalize() {
        if (orbitalL.length == 0) {
            return;
        }
        int stepsStart = text.lineEnd(require("<PP_RAB>"));
        RadialSteps steps = RadialSteps.read(new RadialNumbers(text, stepsStart, "PP_RAB"), mesh);
        FortranReader reader = new FortranReader(text, require("<PP_PSWFC>")).nextLine();
        for (int i = 0; i < orbitalL.length; i++) {
            reader.word("an orbital of PP_PSWFC");
            reader.nextLine();
            RadialNumbers numbers = new RadialNumbers(text, reader.position(), "PP_PSWFC");
            occupations[i] = OrbitalNorm.occupation(occupations[i], numbers, steps);
            if (i + 1 < orbitalL.length) {
                reader.skipItems(mesh, "PP_PSWFC");
                reader.nextLine();
            }
        }
    }

    private int require(String tag) {
        int at = section(tag, 0);
        if (at < 0) {
            throw text.missing(header, tag.substring(1, tag.length() - 1));
        }
        return at;
    }

    /** Version 1 does not store the largest l of the augmentation charge: it is twice the largest l of the projectors. */
    private int densityMomentum() {
        int largest = 0;
        for (int l : betaL) {
            largest = Math.max(largest, l);
        }
        return 2 * largest;
    }

    private List<Projector> projectors(boolean spinOrbit) {
        List<Projector> projectors = new ArrayList<>();
        for (int i = 0; i < betaL.length; i++) {
            projectors.add(new Projector(betaL[i], spinOrbit ? betaJ[i] : 0));
        }
        return projectors;
    }

    private List<Orbital> orbitals(boolean spinOrbit) {
        List<Orbital> orbitals = new ArrayList<>();
        for (int i = 0; i < orbitalL.length; i++) {
            orbitals.add(new Orbital(orbitalL[i], spinOrbit ? orbitalJ[i] : 0, occupations[i]));
        }
        return orbitals;
    }
}
