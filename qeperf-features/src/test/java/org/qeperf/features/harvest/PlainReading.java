package org.qeperf.features.harvest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an output again, field by field, with one plain regular expression each over the whole text. */
final class PlainReading {

    private static final String TIME = "((?:\\d+(?:\\.\\d*)?[dhms] *)+)";
    private static final Pattern CLOCK = Pattern.compile("(?m)^ {5}(.{12}) : +(?:" + TIME + "|\\*+s )CPU(?: time)?,?"
            + "(?: +(?:" + TIME + "|\\*+s )(?:WALL|wall))?(?: time)?(?: *\\( *(\\d+) calls.*\\))? *\\r?$");

    private static final String SYMBOLS =
            " H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga"
                    + " Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho"
                    + " Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu ";

    private final String text;

    PlainReading(String text) {
        this.text = text;
    }

    /** The runs of a text that may hold several. */
    static List<PlainReading> all(String text) {
        List<PlainReading> runs = new ArrayList<>();
        Matcher head =
                Pattern.compile("(?m)^ *Program +(\\S+) +v\\..* starts .*$").matcher(text);
        List<Integer> places = new ArrayList<>();
        List<String> names = new ArrayList<>();
        while (head.find()) {
            places.add(head.start());
            names.add(head.group(1));
        }
        for (int i = 0; i < places.size(); i++) {
            if (names.get(i).equals("PWSCF")) {
                runs.add(new PlainReading(
                        text.substring(places.get(i), i + 1 < places.size() ? places.get(i + 1) : text.length())));
            }
        }
        return runs;
    }

    /** What a field is, printed; empty where it is not. */
    Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", first("Program PWSCF +v\\.(?!> )(\\S+)"));
        fields.put(
                "date",
                first(
                        "Program PWSCF.*starts on +(\\d+[A-Z][a-z]{2}\\d{4} at .{8})",
                        "Today is +(\\d+[A-Z][a-z]{2}\\d{4} at .{8})"));
        fields.put("input", first("(?m)^ *Reading input from +(?!stdin|standard input)(\\S.*?) *$"));
        fields.put(
                "ranks",
                first(
                        "Parallel version \\(MPI\\), running on +(\\d+)",
                        "Number of MPI processes: +(\\d+)",
                        "Number of processors in use: +(\\d+)",
                        "(?m)^ *Serial (?:multi-threaded )?version()"));
        fields.put(
                "threads", first("Threads/MPI process: +(\\d+)", "Serial multi-threaded version, running on +(\\d+)"));
        fields.put(
                "nodes",
                first(
                        "MPI processes distributed on +(\\d+) nodes",
                        "(?m)^ *Serial (?:multi-threaded )?version()",
                        "running on +(1) processors"));
        if (fields.get("nodes").isEmpty() && fields.get("ranks").equals("1")) {
            fields.put("nodes", "1");
        }
        fields.put("images", first("path-images division: +nimage +=? +(\\d+)"));
        fields.put("pools", first("K-points division: +npool += +(\\d+)"));
        fields.put("bandGroups", first("band groups division: +nbgrp += +(\\d+)"));
        fields.put("taskGroups", first("#TG +x Z-proc = +(\\d+)", "fft/group = +(\\d+)"));
        fields.put(
                "diagonalization",
                first(
                        "sub-group: +(\\d+\\* +\\d+) procs",
                        "ortho sub-group = +(\\d+\\* +\\d+) procs",
                        "a serial algorithm will be (used)"));
        fields.put("gpu", first("GPU acceleration is (ACTIVE)"));
        fields.put("atoms", first("number of atoms/cell += +(\\d+)"));
        fields.put("species", first("number of atomic types += +(\\d+)"));
        fields.put("electrons", number(first("number of electrons += +(\\d+\\.\\d+)")));
        fields.put("states", first("number of Kohn-Sham states= *(\\d+)"));
        fields.put("kPoints", first("number of k points= *(\\d+)"));
        fields.put("symmetries", first("(?m)^ *(\\d+) Sym\\. ?Ops", "(No symmetry)"));
        fields.put("ecutwfc", number(first("kinetic-energy cutoff += +(\\d+\\.\\d+)")));
        fields.put("ecutrho", number(first("charge density cutoff += +(\\d+\\.\\d+)")));
        fields.put("volume", number(first("(?m)^ *unit-cell volume += +(\\d+\\.\\d+)")));
        fields.put("gamma", first("(gamma-point specific algorithms are used)"));
        fields.put("noncollinear", first("(Noncollinear calculation|Non magnetic calculation)"));
        fields.put("lsda", first("(Starting magnetic structure|- SPIN UP -)"));
        fields.put(
                "dense",
                grid(first(
                        "Dense +grid: +(\\d+ G-vectors +FFT dimensions: \\([^)]*\\))",
                        "G cutoff =.*?\\( *(\\d+ G-vectors\\) +FFT grid: \\([^)]*\\))")));
        fields.put(
                "smooth",
                grid(first(
                        "Smooth +grid: +(\\d+ G-vectors +FFT dimensions: \\([^)]*\\))",
                        "G cutoff =.*?\\( *(\\d+ G-vectors\\) +smooth grid: \\([^)]*\\))")));
        fields.put(
                "functional", first("(?m)^ *Exchange-correlation *= *(.*?) *$").replaceAll(" +", " "));
        fields.put("memory", first("Estimated max dynamical RAM per process *> *(\\d.*\\w)"));
        fields.put("memoryTotal", first("Estimated total (?:allocated )?dynamical RAM *> *(\\d.*\\w)"));
        fields.put(
                "iterations",
                Integer.toString(
                        iterationsPerStep().stream().mapToInt(Integer::intValue).sum()));
        fields.put("davidson", list("avg # of iterations = *(\\d+\\.\\d+)"));
        fields.put("elements", elements());
        fields.put("save", last("Writing .*?([^/ ]+\\.save)"));
        return fields;
    }

    Map<String, String> clocks() {
        Map<String, String> clocks = new LinkedHashMap<>();
        Matcher clock = CLOCK.matcher(text);
        while (clock.find()) {
            clocks.put(
                    clock.group(1).strip(),
                    seconds(clock.group(2)) + "/" + seconds(clock.group(3)) + "/"
                            + (clock.group(4) == null ? "" : clock.group(4)));
        }
        return clocks;
    }

    /** Iterations of each loop: those before the numbers start anew, or what its last line says, if that is more. */
    List<Integer> iterationsPerStep() {
        List<Integer> steps = new ArrayList<>();
        Matcher number = Pattern.compile(
                        "(?m)^ *(?:iteration # *(\\d+|\\*+)|convergence has been achieved in +(\\d+) iterations)")
                .matcher(text);
        int count = 0;
        int last = 0;
        while (number.find()) {
            if (number.group(1) == null) {
                steps.add(Math.max(count, Integer.parseInt(number.group(2))));
                count = 0;
                last = 0;
                continue;
            }
            if (number.group(1).startsWith("*")) {
                last = Integer.MAX_VALUE;
                count++;
                continue;
            }
            int n = Integer.parseInt(number.group(1));
            if (n <= last) {
                steps.add(count);
                count = 0;
            }
            last = n;
            count++;
        }
        if (count > 0) {
            steps.add(count);
        }
        return steps;
    }

    /** Projectors once and 2l+1 times, over the atoms. */
    Optional<long[]> projectors() {
        List<String> labels = new ArrayList<>();
        speciesTable().lines().forEach(row -> labels.add(row.strip().split(" +")[0]));
        long[] sums = new long[2];
        String[] potentials = text.split("PseudoPot\\. #");
        if (labels.isEmpty() || potentials.length != labels.size() + 1) {
            return Optional.empty();
        }
        for (int i = 0; i < labels.size(); i++) {
            String potential = potentials[i + 1].split("atomic species +valence")[0];
            Matcher l = Pattern.compile("(?m)^ +l\\( *\\d+\\) = +(\\d+)").matcher(potential);
            int atoms = atoms(labels.get(i));
            while (l.find()) {
                sums[0] += atoms;
                sums[1] += atoms * (2L * Integer.parseInt(l.group(1)) + 1);
            }
        }
        return Optional.of(sums);
    }

    private int atoms(String label) {
        Matcher site = Pattern.compile("(?m)^ +\\d+ +(\\S+) +tau\\(").matcher(firstSites());
        int n = 0;
        while (site.find()) {
            n += site.group(1).equals(label) ? 1 : 0;
        }
        return n;
    }

    private String firstSites() {
        Matcher sites = Pattern.compile("site n\\..*\\n((?:.*tau\\(.*\\n)*)").matcher(text);
        return sites.find() ? sites.group(1) : "";
    }

    /** Symbols of the positions, or of the table of species where not all positions are there. */
    private String elements() {
        String sites = firstSites();
        boolean all = sites.lines().count() == Integer.parseInt("0" + first("number of atoms/cell += +(\\d+)"));
        Matcher label = Pattern.compile(all ? "(?m)^ +[\\d*]+ +(\\S+) +tau\\(" : "(?m)^ +(\\S+) .*\\(.*$")
                .matcher(all ? sites : speciesTable());
        TreeSet<String> symbols = new TreeSet<>();
        while (label.find()) {
            symbols.add(symbol(label.group(1)));
        }
        return String.join(" ", symbols);
    }

    private static String symbol(String label) {
        String two = label.substring(0, 1).toUpperCase(Locale.ROOT)
                + label.substring(1, Math.min(2, label.length())).toLowerCase(Locale.ROOT);
        return SYMBOLS.contains(" " + two + " ") ? two : two.substring(0, 1);
    }

    private String speciesTable() {
        Matcher table = Pattern.compile("atomic species +valence +mass +pseudopotential *\\r?\\n((?:.*\\(.*\\n)+)")
                .matcher(text);
        return table.find() ? table.group(1) : "";
    }

    /** Whether the weights of the first list of k-points add up to two, in a run with two spins. */
    boolean countsBothSpins() {
        int number = Integer.parseInt("0" + first("number of k points= *(\\d+)"));
        Matcher weight = Pattern.compile("(?m)^ +k\\(.*wk = *(\\d+\\.\\d+)").matcher(text);
        double sum = 0;
        for (int i = 0; i < number && weight.find(); i++) {
            sum += Double.parseDouble(weight.group(1));
        }
        return sum > 1.5;
    }

    long planeWaves() {
        String first = text.split("Self-consistent Calculation", 3).length == 3
                ? text.substring(
                        0, text.indexOf("Self-consistent Calculation", text.indexOf("Self-consistent Calculation") + 9))
                : text;
        Matcher k = Pattern.compile("(?m)^ +k =.*\\( *(\\d+) PWs\\)").matcher(first);
        long most = -1;
        int lists = 0;
        while (k.find()) {
            lists++;
            most = Math.max(most, Long.parseLong(k.group(1)));
        }
        return lists >= Integer.parseInt("0" + first("number of k points= *(\\d+)")) && lists > 0 ? most : -1;
    }

    String first(String... patterns) {
        int place = Integer.MAX_VALUE;
        String found = "";
        for (String pattern : patterns) {
            Matcher matcher = Pattern.compile(pattern).matcher(text);
            if (matcher.find() && matcher.start() < place) {
                place = matcher.start();
                found = matcher.group(1).isEmpty() ? "1" : matcher.group(1);
            }
        }
        return found;
    }

    private String last(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        String found = "";
        while (matcher.find()) {
            found = matcher.group(1);
        }
        return found;
    }

    private int count(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        int n = 0;
        while (matcher.find()) {
            n++;
        }
        return n;
    }

    private String list(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        List<Double> all = new ArrayList<>();
        while (matcher.find()) {
            all.add(Double.valueOf(matcher.group(1)));
        }
        return all.toString();
    }

    static String number(String digits) {
        return digits.isEmpty() ? "" : Double.toString(Double.parseDouble(digits));
    }

    private static String grid(String text) {
        return text.replaceAll("[^0-9]+", " ").strip();
    }

    private static String seconds(String text) {
        if (text == null) {
            return "";
        }
        double sum = 0;
        Matcher part = Pattern.compile("(\\d+(?:\\.\\d*)?)([dhms])").matcher(text);
        while (part.find()) {
            sum += Double.parseDouble(part.group(1))
                    * Map.of("d", 86400, "h", 3600, "m", 60, "s", 1).get(part.group(2));
        }
        return String.format(Locale.ROOT, "%.3f", sum);
    }
}
