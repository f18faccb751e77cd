package org.qeperf.features.harvest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.qeperf.features.counts.LabelledAtoms;

/**
 * What the run consists of: {@code PW/src/summary.f90}, {@code PW/src/memory_report.f90}. The first of several numbers
 * counts, because a cell may change later.
 */
final class ContentsScan {

    private static final int MOST_SPECIES = 1000;
    private static final int MOST_BETAS = 1000;

    /** Several times the six characters of {@code atm} in {@code Modules/ions_base.f90}. */
    private static final int LONGEST_LABEL = 40;

    private static final int LONGEST_NAME = 200;
    private static final double MEGABYTE = 1 << 20;

    static final Map<String, BiConsumer<ContentsScan, OutputLine>> RULES = Map.ofEntries(
            Map.entry("bravais-lattice index", (scan, line) -> scan.begun = true),
            Map.entry("gamma-point specific algorithms", (scan, line) -> scan.gammaOnly = true),
            Map.entry("Noncollinear calculation", (scan, line) -> scan.noncollinear = true),
            Map.entry("Non magnetic calculation", (scan, line) -> scan.noncollinear = true),
            Map.entry("Starting magnetic structure", (scan, line) -> scan.spinPolarized = true),
            Map.entry("unit-cell volume", (scan, line) -> scan.volume = first(scan.volume, line, "=")),
            Map.entry("number of atoms/cell", (scan, line) -> scan.atoms = first(scan.atoms, line, "=")),
            Map.entry("number of atomic types", (scan, line) -> scan.species = first(scan.species, line, "=")),
            Map.entry("number of electrons", (scan, line) -> scan.electrons = first(scan.electrons, line, "=")),
            Map.entry("number of Kohn-Sham states", (scan, line) -> scan.states = first(scan.states, line, "=")),
            Map.entry("number of k points", ContentsScan::kPoints),
            Map.entry("kinetic-energy cutoff", (scan, line) -> scan.ecutwfc = first(scan.ecutwfc, line, "=")),
            Map.entry("charge density cutoff", (scan, line) -> scan.ecutrho = first(scan.ecutrho, line, "=")),
            Map.entry("press convergence thresh", (scan, line) -> scan.variableCell = true),
            Map.entry("new unit-cell volume", (scan, line) -> scan.variableCell = true),
            Map.entry("CELL_PARAMETERS", (scan, line) -> scan.variableCell = true),
            Map.entry("Exchange-correlation", ContentsScan::functional),
            Map.entry("PseudoPot. #", ContentsScan::pseudopotential),
            Map.entry("Pseudo is ", ContentsScan::kind),
            Map.entry("Using radial grid of", ContentsScan::betas),
            Map.entry("l(", ContentsScan::angularMomentum),
            Map.entry("atomic species   valence", (scan, line) -> scan.table = Table.SPECIES),
            Map.entry("site n.", ContentsScan::sites),
            Map.entry("No symmetry", (scan, line) -> scan.symmetries = OptionalInt.of(scan.symmetries.orElse(1))),
            Map.entry("Dense  grid:", (scan, line) -> scan.dense = scan.dense.or(() -> grid(line))),
            Map.entry("Smooth grid:", (scan, line) -> scan.smooth = scan.smooth.or(() -> grid(line))),
            Map.entry("G cutoff =", ContentsScan::oldGrid),
            Map.entry("k =", ContentsScan::planeWaves),
            Map.entry("k(", ContentsScan::weight),
            Map.entry("Self-consistent Calculation", (scan, line) -> scan.loops++),
            Map.entry("Estimated max dynamical RAM per process", ContentsScan::largestProcess),
            Map.entry("Estimated total ", ContentsScan::allProcesses));

    private enum Table {
        NONE,
        SPECIES,
        SITES
    }

    /** A pseudopotential: its angular momenta, and how many projectors it has. */
    private static final class Potential {
        private int betas = -1;
        private int states;
        private int listed;
    }

    private boolean begun;
    private boolean gammaOnly;
    private boolean noncollinear;
    private boolean spinPolarized;
    private boolean variableCell;
    private int loops;
    private OptionalDouble volume = OptionalDouble.empty();
    private OptionalDouble electrons = OptionalDouble.empty();
    private OptionalDouble ecutwfc = OptionalDouble.empty();
    private OptionalDouble ecutrho = OptionalDouble.empty();
    private OptionalInt atoms = OptionalInt.empty();
    private OptionalInt species = OptionalInt.empty();
    private OptionalInt states = OptionalInt.empty();
    private OptionalInt kPoints = OptionalInt.empty();
    private OptionalInt symmetries = OptionalInt.empty();
    private OptionalLong largestProcess = OptionalLong.empty();
    private OptionalLong allProcesses = OptionalLong.empty();
    private Optional<RunGrid> dense = Optional.empty();
    private Optional<RunGrid> smooth = Optional.empty();
    private long planeWaves = -1;
    private int bandLists;
    private int listedKPoints;
    private double weights;
    private Optional<String> functional = Optional.empty();
    private boolean ultrasoft;
    private boolean paw;
    private int kinds;
    private final List<Potential> potentials = new ArrayList<>();
    private final List<String> speciesLabels = new ArrayList<>();
    private final Map<String, Integer> atomsOfLabel = new LinkedHashMap<>();
    private Table table = Table.NONE;
    private int tableRows;

    private static OptionalInt first(OptionalInt known, OutputLine line, String text) {
        long value = known.isPresent() ? -1 : line.wholeAfter(text);
        return value >= 0 && value <= Integer.MAX_VALUE ? OptionalInt.of((int) value) : known;
    }

    private static OptionalDouble first(OptionalDouble known, OutputLine line, String text) {
        double value = known.isPresent() ? Double.NaN : line.realAfter(text);
        return Double.isNaN(value) ? known : OptionalDouble.of(value);
    }

    private void kPoints(OutputLine line) {
        begun = true;
        kPoints = first(kPoints, line, "=");
    }

    /** {@code k(    1) = (   0.0   0.0   0.0), wk =   2.0000000}, the first list only. */
    private void weight(OutputLine line) {
        double weight = listedKPoints < kPoints.orElse(0) ? line.realAfter("wk =") : Double.NaN;
        if (!Double.isNaN(weight)) {
            weights += weight;
            listedKPoints++;
        }
    }

    private void functional(OutputLine line) {
        int equals = line.find("=");
        if (functional.isEmpty() && equals > 0) {
            String text = line.text(equals + 1, equals + LONGEST_NAME).strip().replaceAll(" +", " ");
            functional = Optional.of(text).filter(t -> !t.isEmpty());
        }
    }

    private void pseudopotential(OutputLine line) {
        if (potentials.size() < MOST_SPECIES && line.whole(12) == potentials.size() + 1) {
            potentials.add(new Potential());
        }
    }

    private void kind(OutputLine line) {
        kinds++;
        paw |= line.contains("Projector augmented-wave") || line.contains("PAW");
        ultrasoft |= line.contains("Ultrasoft");
    }

    private void betas(OutputLine line) {
        int comma = line.find("points,");
        long number = comma < 0 ? -1 : line.whole(comma + 7);
        if (!potentials.isEmpty() && number >= 0 && number <= MOST_BETAS) {
            potentials.get(potentials.size() - 1).betas = (int) number;
        }
    }

    private void angularMomentum(OutputLine line) {
        long l = line.wholeAfter("=");
        if (!potentials.isEmpty() && l >= 0 && l < 100) {
            Potential last = potentials.get(potentials.size() - 1);
            last.states += (int) (2 * l + 1);
            last.listed++;
        }
    }

    private void sites(OutputLine line) {
        if (atomsOfLabel.isEmpty()) {
            table = Table.SITES;
            tableRows = 0;
        }
    }

    boolean isInTable() {
        return table != Table.NONE;
    }

    /** Takes a row of the table that was begun; false for the line after it. */
    boolean tableLine(OutputLine line) {
        boolean row = table == Table.SPECIES ? speciesRow(line) : siteRow(line);
        if (!row) {
            table = Table.NONE;
        }
        return row;
    }

    /** {@code  Si  4.00  28.08600  Si( 1.00)}, under the headline of the table. */
    private boolean speciesRow(OutputLine line) {
        int parenthesis = line.find("(");
        if (parenthesis < 0 || speciesLabels.size() >= MOST_SPECIES) {
            return false;
        }
        speciesLabels.add(line.word(0));
        return true;
    }

    /** {@code 1  Si  tau(   1) = (  0.0  0.0  0.0  )}; numbers of more than four digits are printed as asterisks. */
    private boolean siteRow(OutputLine line) {
        int tau = line.find("tau(");
        if (tau < 0) {
            return false;
        }
        int from = 0;
        while (OutputLine.isDigit(line.at(from)) || line.at(from) == '*') {
            from++;
        }
        String label = line.text(from, tau).strip();
        if (!isLabel(label)) {
            return true;
        }
        if (atomsOfLabel.size() < MOST_SPECIES || atomsOfLabel.containsKey(label)) {
            atomsOfLabel.merge(label, 1, Integer::sum);
        }
        tableRows++;
        return true;
    }

    /** A label is one short word that begins with a chemical symbol; a row with another is damaged, and does not count. */
    private static boolean isLabel(String label) {
        char first = label.isEmpty() || label.length() > LONGEST_LABEL ? ' ' : label.charAt(0);
        return (first >= 'A' && first <= 'Z' || first >= 'a' && first <= 'z') && label.indexOf(' ') < 0;
    }

    /** {@code 48 Sym. Ops., with inversion, found}, also {@code 48 Sym.Ops. (with inversion)}. */
    void numberLine(OutputLine line) {
        if (symmetries.isEmpty() && loops == 0) {
            int place = line.skipBlanks(line.skipDigits(0));
            if (line.at(place) == 'S' && line.find("Sym.", place) == place) {
                symmetries = OptionalInt.of((int) Math.min(line.whole(0), Integer.MAX_VALUE));
            }
        }
    }

    /** {@code Dense  grid:    57657 G-vectors     FFT dimensions: (  64,  64,  64)}. */
    private static Optional<RunGrid> grid(OutputLine line) {
        return grid(line, line.wholeAfter("grid:"), line.find("("));
    }

    private static Optional<RunGrid> grid(OutputLine line, long vectors, int open) {
        int second = open < 0 ? -1 : line.find(",", open);
        int third = second < 0 ? -1 : line.find(",", second + 1);
        if (third < 0) {
            return Optional.empty();
        }
        long n1 = line.whole(open + 1);
        long n2 = line.whole(second + 1);
        long n3 = line.whole(third + 1);
        boolean sound = vectors >= 0 && Math.min(n1, Math.min(n2, n3)) > 0 && Math.max(n1, Math.max(n2, n3)) < 1 << 20;
        return sound ? Optional.of(new RunGrid(vectors, (int) n1, (int) n2, (int) n3)) : Optional.empty();
    }

    /** {@code G cutoff =  729.5  (  57657 G-vectors)     FFT grid: ( 64, 64, 64)}, before version 4.3. */
    private void oldGrid(OutputLine line) {
        int colon = line.find("grid:");
        if (colon < 0) {
            return;
        }
        Optional<RunGrid> grid = grid(line, line.wholeAfter("("), line.find("(", colon));
        if (line.contains("smooth grid:")) {
            smooth = smooth.or(() -> grid);
        } else {
            dense = dense.or(() -> grid);
        }
    }

    /** {@code k = 0.5000-0.5000 0.8333 (   767 PWs)   bands (ev):}, for the first list of bands. */
    private void planeWaves(OutputLine line) {
        if (loops <= 1 && line.contains(" PWs)")) {
            planeWaves = Math.max(planeWaves, line.wholeAfter("("));
            bandLists++;
        }
    }

    private void largestProcess(OutputLine line) {
        largestProcess = largestProcess.isPresent() ? largestProcess : bytes(line);
    }

    private void allProcesses(OutputLine line) {
        allProcesses = allProcesses.isPresent() ? allProcesses : bytes(line);
    }

    /** An amount such as {@code >   12.34 MB}; units are powers of 1024. */
    private static OptionalLong bytes(OutputLine line) {
        double value = line.realAfter(">");
        int unit = line.length() - 2;
        double bytes = value
                * switch (line.at(unit)) {
                    case 'k', 'K' -> 1024;
                    case 'M' -> MEGABYTE;
                    case 'G' -> 1024 * MEGABYTE;
                    case 'T' -> 1024 * 1024 * MEGABYTE;
                    default -> Double.NaN;
                };
        return bytes >= 0 && bytes < Long.MAX_VALUE ? OptionalLong.of(Math.round(bytes)) : OptionalLong.empty();
    }

    boolean hasBegun() {
        return begun;
    }

    boolean isVariableCell() {
        return variableCell;
    }

    RunMemory memory() {
        return new RunMemory(largestProcess, allProcesses, OptionalLong.empty());
    }

    List<RunFiles.LabelCount> labels() {
        List<RunFiles.LabelCount> labels = new ArrayList<>();
        if (tableRows == atoms.orElse(-1)) {
            atomsOfLabel.forEach((label, n) -> labels.add(new RunFiles.LabelCount(label, n)));
        }
        return labels;
    }

    RunContents contents(boolean hasSpinChannels, boolean countsSpinsApart) {
        OptionalInt spin = OptionalInt.empty();
        if (noncollinear) {
            spin = OptionalInt.of(4);
        } else if (spinPolarized || hasSpinChannels) {
            spin = OptionalInt.of(2);
        } else if (kPoints.isPresent()) {
            spin = OptionalInt.of(1);
        }
        return new RunContents(
                elements(),
                atoms,
                species,
                electrons,
                states,
                countsSpinsApart && spin.orElse(0) == 2 ? kPointsOfOneSpin() : kPoints,
                symmetries,
                spin,
                begun || gammaOnly ? Optional.of(gammaOnly) : Optional.empty(),
                new RunBasis(ecutwfc, ecutrho, volume, dense, smooth.or(() -> dense), planeWavesMax()),
                potentials());
    }

    /** Half of the number, where the weights of both spins are listed; unknown where they are not listed. */
    private OptionalInt kPointsOfOneSpin() {
        int number = kPoints.orElse(-1);
        if (number < 0 || listedKPoints < number) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(weights > 1.5 ? number / 2 : number);
    }

    /** The largest number, where the list of bands has every k-point. */
    private OptionalLong planeWavesMax() {
        boolean all = planeWaves >= 0 && kPoints.isPresent() && bandLists >= kPoints.getAsInt();
        return all ? OptionalLong.of(planeWaves) : OptionalLong.empty();
    }

    /** The symbols of the positions' labels; of the species' where not all positions are printed. */
    private List<String> elements() {
        TreeSet<String> elements = new TreeSet<>();
        boolean all = !labels().isEmpty();
        for (String label : all ? atomsOfLabel.keySet() : speciesLabels) {
            elements.add(LabelledAtoms.symbol(label));
        }
        return List.copyOf(elements);
    }

    private RunPotentials potentials() {
        boolean all = species.isPresent() && kinds == species.getAsInt();
        long betas = 0;
        long projectors = 0;
        boolean counted = all && potentials.size() == kinds && speciesLabels.size() == kinds && !labels().isEmpty();
        for (int i = 0; counted && i < kinds; i++) {
            Potential potential = potentials.get(i);
            int n = atomsOfLabel.getOrDefault(speciesLabels.get(i), 0);
            counted = potential.betas == potential.listed;
            betas += (long) n * potential.betas;
            projectors += (long) n * potential.states;
        }
        counted &= Math.max(betas, projectors) <= Integer.MAX_VALUE
                && speciesLabels.containsAll(atomsOfLabel.keySet())
                && Collections.frequency(speciesLabels, "") == 0;
        return new RunPotentials(
                counted ? OptionalInt.of((int) betas) : OptionalInt.empty(),
                counted ? OptionalInt.of((int) projectors) : OptionalInt.empty(),
                all ? Optional.of(ultrasoft || paw) : Optional.empty(),
                all ? Optional.of(paw) : Optional.empty(),
                functional);
    }
}
