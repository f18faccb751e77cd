package org.qeperf.features.pseudo;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;
import org.qeperf.features.pseudo.UpfReader.UpfNumbers;

/**
 * Reads UPF version 1, whose header is known by position ({@code upflib/read_upf_v1.f90} of Quantum ESPRESSO): version,
 * element, kind, core correction, functional, valence, energy, cutoffs, largest l, mesh, numbers of orbitals and
 * projectors, table of orbitals.
 */
final class UpfVersion1Reader {

    private static final int MOST_FUNCTIONS = 200;

    private final String name;
    private final String text;
    private int position;
    private int lastLine;

    UpfVersion1Reader(String name, String text) {
        this.name = name;
        this.text = text;
    }

    Pseudopotential read() {
        position = text.indexOf("<PP_HEADER>");
        nextLine();
        words(1);
        String element = words(1)[0];
        Kind kind = kind();
        boolean coreCorrection = words(1)[0].toUpperCase(java.util.Locale.ROOT).matches("\\.?T.*");
        String functional = String.join(" ", firstFour(words(1)));
        double valence = real(words(1)[0]);
        words(1);
        String[] cutoffs = words(2);
        words(1);
        int mesh = whole(words(1)[0]);
        String[] numbers = words(2);
        int nwfc = whole(numbers[0]);
        int nbeta = kind == Kind.COULOMB ? 0 : whole(numbers[1]);
        if (nwfc > MOST_FUNCTIONS || nbeta > MOST_FUNCTIONS || nwfc < 0 || nbeta < 0) {
            throw error(nbeta + " projectors, " + nwfc + " orbitals", "0 to " + MOST_FUNCTIONS + " of each");
        }
        int[] l = new int[nwfc];
        double[] occupation = new double[nwfc];
        words(1);
        for (int i = 0; i < nwfc; i++) {
            String[] orbital = words(3);
            l[i] = angularMomentum(orbital[1]);
            occupation[i] = real(orbital[2]);
        }
        int[] betaL = projectorMomenta(nbeta);
        double[][] j = totalMomenta(nwfc, nbeta);
        boolean spinOrbit = j.length > 0;
        List<Projector> projectors = new ArrayList<>();
        for (int i = 0; i < nbeta; i++) {
            projectors.add(new Projector(betaL[i], spinOrbit ? j[1][i] : 0));
        }
        List<Orbital> orbitals = new ArrayList<>();
        for (int i = 0; i < nwfc; i++) {
            orbitals.add(new Orbital(l[i], spinOrbit ? j[0][i] : 0, occupation[i]));
        }
        return new Pseudopotential(
                element,
                kind,
                valence,
                spinOrbit,
                coreCorrection,
                functional,
                real(cutoffs[0]),
                real(cutoffs[1]),
                densityMomentum(betaL),
                mesh,
                projectors,
                orbitals);
    }

    private Kind kind() {
        String word = words(1)[0];
        return switch (word) {
            case "NC", "SL" -> Kind.NORM_CONSERVING;
            case "US" -> Kind.ULTRASOFT;
            case "PAW" -> Kind.PAW;
            case "1/r" -> Kind.COULOMB;
            default -> throw error("unknown kind " + InputException.quote(word), "NC, US, PAW or 1/r");
        };
    }

    /** Version 1 does not store the largest l of the augmentation charge: it is twice the largest l of the projectors. */
    private static int densityMomentum(int[] betaL) {
        int largest = 0;
        for (int l : betaL) {
            largest = Math.max(largest, l);
        }
        return 2 * largest;
    }

    private int[] projectorMomenta(int nbeta) {
        int[] l = new int[nbeta];
        for (int i = 0; i < nbeta; i++) {
            position = text.indexOf("<PP_BETA>", position);
            if (position < 0) {
                lastLine = text.indexOf("<PP_HEADER>");
                throw error("there are only " + i + " PP_BETA", nbeta + " as the header says");
            }
            nextLine();
            l[i] = angularMomentum(words(2)[1]);
        }
        return l;
    }

    /** The total momenta of orbitals and projectors, or nothing where the file has no PP_ADDINFO. */
    private double[][] totalMomenta(int nwfc, int nbeta) {
        int at = text.indexOf("<PP_ADDINFO>", position);
        if (at < 0) {
            return new double[0][];
        }
        position = at;
        nextLine();
        double[][] j = new double[2][];
        j[0] = new double[nwfc];
        for (int i = 0; i < nwfc; i++) {
            j[0][i] = real(words(4)[3]);
        }
        j[1] = new double[nbeta];
        for (int i = 0; i < nbeta; i++) {
            String[] projector = words(2);
            int l = whole(projector[0]);
            j[1][i] = real(projector[1]);
            if (Math.abs(j[1][i] - l - 0.5) > 1e-7 && Math.abs(j[1][i] - l + 0.5) > 1e-7) {
                return new double[0][];
            }
        }
        return j;
    }

    private String[] words(int least) {
        int end = lineEnd();
        String line = text.substring(position, end);
        lastLine = position + line.length() - line.stripLeading().length();
        String[] words = line.strip().split("\\s+");
        if (words.length < least || words[0].isEmpty()) {
            throw error("the line has too few words", "at least " + least);
        }
        nextLine();
        return words;
    }

    private static String[] firstFour(String[] words) {
        return java.util.Arrays.copyOf(words, Math.min(4, words.length));
    }

    private void nextLine() {
        position = Math.min(lineEnd() + 1, text.length());
    }

    private int lineEnd() {
        int end = text.indexOf('\n', position);
        return end < 0 ? text.length() : end;
    }

    private int whole(String word) {
        return UpfNumbers.whole(word).orElseThrow(() -> invalid(word, "a whole number"));
    }

    private int angularMomentum(String word) {
        int l = whole(word);
        if (l < 0 || l > UpfNumbers.MOST_L) {
            throw invalid(word, "an angular momentum from 0 to " + UpfNumbers.MOST_L);
        }
        return l;
    }

    private double real(String word) {
        return UpfNumbers.real(word).orElseThrow(() -> invalid(word, "a number"));
    }

    private InputException invalid(String word, String expected) {
        lastLine = Math.max(text.indexOf(word, lastLine), lastLine);
        return error(InputException.quote(word), expected);
    }

    /** Points at the line read last. */
    private InputException error(String problem, String expected) {
        return UpfNumbers.error(name, text, lastLine, problem, expected);
    }
}
