package org.qeperf.features.harvest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.qeperf.features.counts.LabelledAtoms;

/** Gathers values of {@code data-file-schema.xml} by the paths of their elements. */
final class XmlScan {

    private static final int MOST_CLOCKS = 1000;
    private static final int MOST_LABELS = 1000;
    private static final int MOST_VALUES = 1000;
    private static final String OUTPUT = "/output/";
    private static final String PLANE_WAVES = "/output/band_structure/ks_energies/npw";
    private static final String ATOM = "/output/atomic_structure/atomic_positions/atom";

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> atomsOfLabel = new LinkedHashMap<>();
    private final Map<String, Clock> clocks = new LinkedHashMap<>();
    private String clock = "";
    private OptionalLong calls = OptionalLong.empty();
    private OptionalDouble cpu = OptionalDouble.empty();
    private long planeWaves = -1;
    private int steps;

    void attribute(String place, String name, String value) {
        if (place.equals(ATOM)) {
            if (name.equals("name") && (atomsOfLabel.size() < MOST_LABELS || atomsOfLabel.containsKey(value))) {
                atomsOfLabel.merge(value.strip(), 1, Integer::sum);
            }
        } else if (place.startsWith("/timing_info/")) {
            if (name.equals("label")) {
                clock = value.strip();
                calls = OptionalLong.empty();
                cpu = OptionalDouble.empty();
            } else if (name.equals("calls")) {
                OptionalInt n = parsed(value);
                calls = n.isPresent() ? OptionalLong.of(n.getAsInt()) : OptionalLong.empty();
            }
        } else {
            keep(place + "@" + name, value);
        }
    }

    void element(String place, String text) {
        if (place.equals(PLANE_WAVES)) {
            planeWaves = Math.max(planeWaves, parsed(text).orElse(-1));
        } else if (place.equals("/step")) {
            steps++;
        } else if (place.startsWith("/timing_info/")) {
            time(place, text);
        } else if (!text.isEmpty() && !place.startsWith("/step/")) {
            keep(place, text);
        }
    }

    private void keep(String place, String text) {
        if (values.size() < MOST_VALUES) {
            values.putIfAbsent(place, text);
        }
    }

    private void time(String place, String text) {
        if (place.endsWith("/cpu")) {
            cpu = number(text);
        } else if (place.endsWith("/wall") && (clocks.size() < MOST_CLOCKS || clocks.containsKey(clock))) {
            clocks.put(clock, new Clock(calls, cpu, number(text)));
        }
    }

    /** The program that wrote the file, empty while it is not known. */
    String program() {
        return values.getOrDefault("/general_info/creator@NAME", "");
    }

    private static OptionalInt parsed(String text) {
        try {
            int value = Integer.parseInt(text.strip());
            return value >= 0 ? OptionalInt.of(value) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static OptionalDouble number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return value >= 0 && value < Double.POSITIVE_INFINITY ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private Optional<String> text(String path) {
        return Optional.ofNullable(values.get(path));
    }

    private OptionalInt whole(String... paths) {
        for (String path : paths) {
            if (values.containsKey(path)) {
                return parsed(values.get(path));
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt positive(String path) {
        OptionalInt value = whole(path);
        return value.orElse(0) > 0 ? value : OptionalInt.empty();
    }

    private OptionalDouble real(String path, double unit) {
        OptionalDouble value = number(values.getOrDefault(path, ""));
        return value.isPresent() ? OptionalDouble.of(unit * value.getAsDouble()) : value;
    }

    private Optional<Boolean> truth(String path) {
        return text(path).filter(t -> t.equals("true") || t.equals("false")).map(Boolean::parseBoolean);
    }

    PwXml result(byte[] bytes) {
        Optional<String> version =
                text("/general_info/creator@VERSION").map(v -> v.strip().split(" ")[0]);
        int exitStatus = whole("/exit_status", "/status").orElse(-1);
        return new PwXml(
                new RunProgram("pw.x", version, false, text("/input/control_variables/calculation"), Optional.empty()),
                layout(),
                contents(),
                iterations(),
                times(),
                outcome(exitStatus),
                exitStatus,
                labels(),
                HexFormat.of().formatHex(RunScan.sha256().digest(bytes)));
    }

    private RunLayout layout() {
        return new RunLayout(
                positive("/parallel_info/nprocs"),
                positive("/parallel_info/nthreads"),
                OptionalInt.empty(),
                OptionalInt.empty(),
                positive("/parallel_info/npool"),
                positive("/parallel_info/nbgrp"),
                positive("/parallel_info/ndiag"),
                positive("/parallel_info/ntasks"));
    }

    private RunContents contents() {
        String basis = OUTPUT + "basis_set/";
        String bands = OUTPUT + "band_structure/";
        OptionalInt states = whole(bands + "nbnd", bands + "nbnd_up");
        return new RunContents(
                elements(),
                whole(OUTPUT + "atomic_structure@nat"),
                whole(OUTPUT + "atomic_species@ntyp"),
                real(bands + "nelec", 1),
                states,
                whole(bands + "nks"),
                whole(OUTPUT + "symmetries/nsym"),
                spin(bands),
                truth(basis + "gamma_only"),
                new RunBasis(
                        real(basis + "ecutwfc", 2),
                        real(basis + "ecutrho", 2),
                        volume(),
                        grid(basis + "ngm", basis + "fft_grid"),
                        grid(basis + "ngms", basis + "fft_smooth"),
                        planeWaves < 0 ? OptionalLong.empty() : OptionalLong.of(planeWaves)),
                new RunPotentials(
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        truth(OUTPUT + "algorithmic_info/uspp"),
                        truth(OUTPUT + "algorithmic_info/paw"),
                        text(OUTPUT + "dft/functional").map(t -> t.replaceAll("\\s+", " "))));
    }

    private OptionalInt spin(String bands) {
        Optional<Boolean> noncollinear = truth(bands + "noncolin");
        Optional<Boolean> collinear = truth(bands + "lsda");
        if (noncollinear.isEmpty() || collinear.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(noncollinear.get() ? 4 : collinear.get() ? 2 : 1);
    }

    private List<String> elements() {
        TreeSet<String> elements = new TreeSet<>();
        atomsOfLabel.keySet().forEach(label -> elements.add(LabelledAtoms.symbol(label)));
        return List.copyOf(elements);
    }

    private List<RunFiles.LabelCount> labels() {
        List<RunFiles.LabelCount> labels = new ArrayList<>();
        atomsOfLabel.forEach((label, n) -> labels.add(new RunFiles.LabelCount(label, n)));
        return labels;
    }

    private Optional<RunGrid> grid(String vectors, String points) {
        OptionalInt n = whole(vectors);
        OptionalInt n1 = whole(points + "@nr1");
        OptionalInt n2 = whole(points + "@nr2");
        OptionalInt n3 = whole(points + "@nr3");
        boolean known = n.isPresent() && n1.orElse(0) > 0 && n2.orElse(0) > 0 && n3.orElse(0) > 0;
        return known
                ? Optional.of(new RunGrid(n.getAsInt(), n1.getAsInt(), n2.getAsInt(), n3.getAsInt()))
                : Optional.empty();
    }

    /** The determinant of the cell's vectors. */
    private OptionalDouble volume() {
        double[][] a = new double[3][];
        for (int i = 0; i < 3; i++) {
            String[] words = values.getOrDefault(OUTPUT + "atomic_structure/cell/a" + (i + 1), "")
                    .split("\\s+");
            a[i] = new double[3];
            for (int j = 0; j < 3; j++) {
                try {
                    a[i][j] = words.length == 3 ? Double.parseDouble(words[j]) : Double.NaN;
                } catch (NumberFormatException e) {
                    a[i][j] = Double.NaN;
                }
            }
        }
        double volume = Math.abs(a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1])
                + a[0][1] * (a[1][2] * a[2][0] - a[1][0] * a[2][2])
                + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]));
        return Double.isFinite(volume) ? OptionalDouble.of(volume) : OptionalDouble.empty();
    }

    private RunIterations iterations() {
        OptionalInt scf = whole(OUTPUT + "convergence_info/scf_conv/n_scf_steps");
        boolean fixed =
                steps == 0 && text("/input/control_variables/calculation").equals(Optional.of("scf"));
        return fixed && scf.isPresent()
                ? new RunIterations(
                        scf, scf.getAsInt() > 0 ? List.of(scf.getAsInt()) : List.of(), List.of(), OptionalInt.of(0))
                : RunIterations.UNKNOWN;
    }

    private RunTimes times() {
        Clock none = new Clock(OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        Clock total = clocks.getOrDefault("PWSCF", none);
        return new RunTimes(
                clocks.getOrDefault("electrons", none).wallSeconds(), total.wallSeconds(), total.cpuSeconds(), clocks);
    }

    /** {@code PW/src/run_pwscf.f90}: 2 and 3 stand for electrons and ions that did not converge. */
    private Outcome outcome(int exitStatus) {
        boolean fixedDensity = text("/input/control_variables/calculation")
                .filter(kind -> kind.equals("nscf") || kind.equals("bands"))
                .isPresent();
        String information = OUTPUT + "convergence_info/";
        boolean converged = fixedDensity
                || truth(information + "scf_conv/convergence_achieved").orElse(true)
                        && truth(information + "opt_conv/convergence_achieved").orElse(true);
        return switch (exitStatus) {
            case 0 -> converged ? Outcome.CONVERGED : Outcome.NOT_CONVERGED;
            case 2, 3 -> Outcome.NOT_CONVERGED;
            default -> Outcome.INCOMPLETE;
        };
    }
}
