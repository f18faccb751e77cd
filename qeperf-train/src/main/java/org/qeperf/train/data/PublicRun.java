package org.qeperf.train.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.counts.LabelledAtoms;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.features.harvest.RunBasis;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunGrid;
import org.qeperf.features.harvest.RunIterations;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.features.harvest.RunMemory;
import org.qeperf.features.harvest.RunPotentials;
import org.qeperf.features.harvest.RunProgram;
import org.qeperf.features.harvest.RunTimes;
import org.qeperf.runtime.artifact.Digest;

/** Makes a run record of a row of the table of public runs. */
final class PublicRun {

    private static final String WALL = "_wall";
    private static final String CALLS = "_calls";
    private static final int ID_DIGITS = 16;

    private final PublicRow row;
    private final LabelledAtoms atoms;

    private PublicRun(PublicRow row) {
        this.row = row;
        this.atoms = atoms(row);
    }

    static RunRecord record(PublicRow row, Optional<Machine> machine) {
        return new PublicRun(row).record(machine);
    }

    private RunRecord record(Optional<Machine> machine) {
        RunContents contents = contents();
        String formula = atoms.reducedFormula();
        return new RunRecord(
                new RunOrigin(
                        id(),
                        row.required("repo") + "/" + row.required("path")
                                + (row.required("seg").equals("0") ? "" : "#" + row.required("seg")),
                        formula.isEmpty() ? Optional.empty() : Optional.of(formula),
                        Optional.empty(),
                        Optional.empty()),
                new RunProgram("pw.x", row.text("qe_version"), row.flag("gpu"), row.text("calc"), Optional.empty()),
                new RunPlace(Optional.empty(), machine, layout(), Optional.empty()),
                contents,
                new RunIterations(row.count("n_scf_iter"), List.of(), List.of(), ionicSteps()),
                times(),
                new RunMemory(memory(), OptionalLong.empty(), OptionalLong.empty()),
                new RunEnding(outcome(), Optional.empty(), Optional.empty(), false),
                RunCounts.of(counts(contents)),
                labels());
    }

    private String id() {
        String name = String.join(
                "\n", row.required("repo"), row.required("commit"), row.required("path"), row.required("seg"));
        return Digest.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    }

    private Outcome outcome() {
        if (!row.flag("job_done")) {
            return Outcome.INCOMPLETE;
        }
        return row.flag("not_converged") ? Outcome.NOT_CONVERGED : Outcome.CONVERGED;
    }

    private OptionalLong memory() {
        OptionalDouble megabytes = row.number("ram_max_MB");
        return megabytes.isPresent()
                ? OptionalLong.of(Math.round(megabytes.getAsDouble() * (1 << 20)))
                : OptionalLong.empty();
    }

    private RunLayout layout() {
        return new RunLayout(
                positive("n_mpi"),
                positive("n_threads"),
                positive("n_nodes_best"),
                positive("nimage"),
                positive("npool"),
                positive("nbgrp"),
                positive("ndiag"),
                positive("ntg"));
    }

    private OptionalInt positive(String column) {
        OptionalInt value = row.count(column);
        if (value.isPresent() && value.getAsInt() == 0) {
            throw row.error(column, "column '" + column + "' is '" + row.required(column) + "'", "at least 1");
        }
        return value;
    }

    private static LabelledAtoms atoms(PublicRow row) {
        Map<String, Integer> atoms = new TreeMap<>();
        String species = row.text("species").orElse("");
        for (String part : species.isEmpty() ? new String[0] : species.split(" ")) {
            int colon = part.lastIndexOf(':');
            String number = part.substring(colon + 1);
            if (colon < 1 || !number.matches("[0-9]{1,5}")) {
                throw row.error(
                        "species",
                        "column 'species' has " + InputException.quote(part),
                        "labels with numbers of atoms, such as Si:2 O:4");
            }
            // pw.x lists species without atoms, too.
            if (Integer.parseInt(number) > 0) {
                atoms.merge(part.substring(0, colon), Integer.parseInt(number), Integer::sum);
            }
        }
        return new LabelledAtoms(atoms);
    }

    private RunContents contents() {
        String kind = row.required("pseudo_kind");
        boolean paw = kind.contains("PAW");
        Optional<RunGrid> dense = grid("ngm", "nr1", "nr2", "nr3");
        return new RunContents(
                atoms.symbols(),
                row.count("nat"),
                row.count("ntyp"),
                row.number("nelec"),
                row.count("nbnd"),
                row.count("nk_printed"),
                row.count("nsym"),
                row.count("nspin"),
                Optional.of(row.flag("gamma_only")),
                new RunBasis(
                        row.number("ecutwfc"),
                        row.number("ecutrho"),
                        row.number("volume_au3"),
                        dense,
                        grid("ngms", "nr1s", "nr2s", "nr3s").or(() -> dense),
                        OptionalLong.empty()),
                new RunPotentials(
                        OptionalInt.empty(),
                        row.count("nproj"),
                        Optional.of(paw || kind.contains("US")),
                        Optional.of(paw),
                        row.text("xc")));
    }

    private Optional<RunGrid> grid(String vectors, String n1, String n2, String n3) {
        OptionalLong count = row.large(vectors);
        OptionalInt a = positive(n1);
        OptionalInt b = positive(n2);
        OptionalInt c = positive(n3);
        return count.isPresent() && a.isPresent() && b.isPresent() && c.isPresent()
                ? Optional.of(new RunGrid(count.getAsLong(), a.getAsInt(), b.getAsInt(), c.getAsInt()))
                : Optional.empty();
    }

    /** The clocks of the kernels. Processor time is known of two. */
    private RunTimes times() {
        Map<String, Clock> clocks = new LinkedHashMap<>();
        for (String column : row.columnsEndingWith(WALL)) {
            String name = column.substring(0, column.length() - WALL.length());
            if (row.text(column).isPresent()) {
                OptionalDouble cpu = name.equals("electrons") || name.equals("PWSCF")
                        ? row.number(name + "_cpu")
                        : OptionalDouble.empty();
                clocks.put(name, new Clock(row.large(name + CALLS), cpu, row.number(column)));
            }
        }
        return new RunTimes(row.number("electrons_wall"), row.number("PWSCF_wall"), row.number("PWSCF_cpu"), clocks);
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        labels.put("repository", row.required("repo"));
        labels.put("commit", row.required("commit"));
        labels.put("balanced", row.flag("balanced") ? "1" : "0");
        labels.put("sirius", row.flag("sirius") ? "1" : "0");
        row.text("exx").ifPresent(text -> labels.put("exact_exchange", text));
        for (String column : List.of("machine", "sched_hint", "date", "pseudo_kind")) {
            row.text(column).ifPresent(text -> labels.put(column, text));
        }
        return labels;
    }

    /** Each ionic step calls {@code electrons} once. */
    private OptionalInt ionicSteps() {
        return row.text("calc").filter(calc -> !calc.equals("scf")).isPresent()
                ? row.count("n_electrons_calls")
                : OptionalInt.empty();
    }

    /** What is printed; what is not is missing, so a schema that needs it says so. */
    private Counts counts(RunContents contents) {
        List<Count> all = new ArrayList<>();
        real(all, "n_el", contents.electrons());
        whole(all, "n_at", contents.atoms());
        whole(all, "n_species", contents.species());
        whole(all, "n_ks", contents.states());
        whole(all, "n_k", contents.kPoints());
        whole(all, "n_sym", contents.symmetries());
        int spin = contents.spin().orElse(0);
        whole(all, "n_spin", contents.spin());
        all.add(new Count.Flag("noncollinear", spin == 4));
        // With spinors it depends on whether there is magnetisation, which is not in the table: taken as there.
        contents.spin().ifPresent(n -> all.add(new Count.Whole("n_spin_density", n)));
        boolean gammaOnly = contents.gammaOnly().orElseThrow();
        all.add(new Count.Flag("gamma_only", gammaOnly));
        RunBasis basis = contents.basis();
        real(all, "ecutwfc_ry", basis.ecutwfcRy());
        real(all, "ecutrho_ry", basis.ecutrhoRy());
        real(all, "conv_thr_ry", row.number("conv_thr"));
        real(all, "volume_bohr3", basis.volumeBohr3());
        basis.dense().ifPresent(grid -> grid(all, "n_g_dense", "fft_dense", grid));
        basis.smooth().ifPresent(grid -> grid(all, "n_g_smooth", "fft_smooth", grid));
        if (basis.volumeBohr3().isPresent() && basis.ecutwfcRy().isPresent()) {
            double waves = planeWaves(
                    basis.volumeBohr3().getAsDouble(), basis.ecutwfcRy().getAsDouble(), gammaOnly);
            all.add(new Count.Whole("n_pw_max", Math.round(waves)));
        }
        whole(all, "n_kb", contents.potentials().projectors());
        if (!atoms.atoms().isEmpty()) {
            all.add(new Count.Whole("n_transition", atoms.transitionMetals()));
            all.add(new Count.Whole("n_lanthanid", atoms.lanthanides()));
        }
        all.add(new Count.Flag("ultrasoft", contents.potentials().ultrasoft().orElseThrow()));
        all.add(new Count.Flag("paw", contents.potentials().paw().orElseThrow()));
        return new Counts(all);
    }

    /**
     * The volume of the cutoff sphere over that of the reciprocal cell, {@code V k^3 / (6 pi^2)}. At the gamma point pw.x
     * keeps one of each pair of waves, and the constant one.
     */
    static double planeWaves(double volumeBohr3, double ecutwfcRy, boolean gammaOnly) {
        double sphere = volumeBohr3 * Math.pow(ecutwfcRy, 1.5) / (6 * Math.PI * Math.PI);
        return gammaOnly ? (sphere + 1) / 2 : sphere;
    }

    private static void whole(List<Count> all, String name, OptionalInt value) {
        value.ifPresent(n -> all.add(new Count.Whole(name, n)));
    }

    private static void real(List<Count> all, String name, OptionalDouble value) {
        value.ifPresent(x -> all.add(new Count.Real(name, x)));
    }

    private static void grid(List<Count> all, String vectors, String points, RunGrid grid) {
        all.add(new Count.Whole(vectors, grid.vectors()));
        all.add(new Count.Grid(points, grid.n1(), grid.n2(), grid.n3()));
    }
}
