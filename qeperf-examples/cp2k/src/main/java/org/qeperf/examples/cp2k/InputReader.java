package org.qeperf.examples.cp2k;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.examples.cp2k.Cp2kInput.Electrons;
import org.qeperf.examples.cp2k.Cp2kInput.Mesh;
import org.qeperf.examples.cp2k.Cp2kInput.Scf;

/** Takes from the sections of an input what counts, and refuses what it does not know. */
final class InputReader {

    private static final int MOST_LEVELS = 20;
    private static final double HIGHEST_CUTOFF = 1e5;

    /** The defaults of {@code src/input_cp2k_dft.F} and {@code src/input_cp2k_scf.F}. */
    private static final int LEVELS = 4;

    private static final double RELATIVE_CUTOFF = 40;
    private static final double PROGRESSION = 3;
    private static final int STEPS = 50;

    private InputReader() {}

    static Cp2kInput read(Section root) {
        root.allow(Set.of("GLOBAL", "FORCE_EVAL"), Set.of());
        readGlobal(root.get("GLOBAL"));
        Section force = root.get("FORCE_EVAL");
        force.withoutParameter();
        force.allow(Set.of("DFT", "SUBSYS"), Set.of("METHOD"));
        force.values("METHOD").ifPresent(values -> values.choice(Set.of("QUICKSTEP", "QS")));
        Section dft = force.get("DFT");
        dft.withoutParameter();
        dft.allow(
                Set.of("MGRID", "QS", "SCF", "XC"),
                Set.of(
                        "BASIS_SET_FILE_NAME",
                        "POTENTIAL_FILE_NAME",
                        "UKS",
                        "UNRESTRICTED_KOHN_SHAM",
                        "LSD",
                        "SPIN_POLARIZED",
                        "MULTIPLICITY",
                        "MULTIP",
                        "CHARGE"));
        dft.find("QS").ifPresent(InputReader::readQuickstep);
        Section subsys = force.get("SUBSYS");
        subsys.withoutParameter();
        subsys.allow(Set.of("CELL", "COORD", "KIND"), Set.of());
        Cell cell = Cell.read(subsys.get("CELL"));
        return new Cp2kInput(
                KindsReader.read(subsys),
                cell,
                readMesh(dft.get("MGRID")),
                readElectrons(dft),
                readScf(dft.find("SCF").orElseGet(() -> new Section("SCF", dft.place(), List.of()))),
                readFunctional(dft.get("XC")));
    }

    private static void readGlobal(Section global) {
        global.withoutParameter();
        global.allow(Set.of(), Set.of("PROJECT", "PROJECT_NAME", "RUN_TYPE", "PRINT_LEVEL"));
        global.values("RUN_TYPE")
                .orElseThrow(() -> new InputException(
                        global.place(),
                        "&GLOBAL",
                        "&GLOBAL has no RUN_TYPE, which CP2K takes for ENERGY_FORCE",
                        "ENERGY"))
                .choice(Set.of("ENERGY"));
        global.values("PRINT_LEVEL").ifPresent(values -> values.choice(Set.of("SILENT", "LOW", "MEDIUM", "HIGH")));
    }

    private static void readQuickstep(Section qs) {
        qs.withoutParameter();
        qs.allow(Set.of(), Set.of("METHOD", "EPS_DEFAULT"));
        qs.values("METHOD").ifPresent(values -> values.choice(Set.of("GPW")));
        qs.values("EPS_DEFAULT").ifPresent(values -> values.one().positive("EPS_DEFAULT", 1));
    }

    private static Mesh readMesh(Section mesh) {
        mesh.withoutParameter();
        mesh.allow(Set.of(), Set.of("CUTOFF", "REL_CUTOFF", "RELATIVE_CUTOFF", "NGRIDS", "PROGRESSION_FACTOR"));
        Word cutoff = mesh.values("CUTOFF")
                .orElseThrow(
                        () -> new InputException(mesh.place(), "&MGRID", "&MGRID has no CUTOFF", "the cutoff in Ry"))
                .in("RY", 1)
                .get(0);
        cutoff.positive("CUTOFF", HIGHEST_CUTOFF);
        Optional<Word> relative = mesh.values("REL_CUTOFF", "RELATIVE_CUTOFF")
                .map(v -> v.in("RY", 1).get(0));
        Optional<Word> progression = mesh.values("PROGRESSION_FACTOR").map(Values::one);
        double factor =
                progression.map(w -> w.positive("PROGRESSION_FACTOR", 100)).orElse(PROGRESSION);
        if (factor <= 1) {
            throw progression
                    .orElseThrow()
                    .error("PROGRESSION_FACTOR is " + factor + ", so that grids are not ordered", "a number above 1");
        }
        return new Mesh(
                cutoff,
                relative.map(w -> w.positive("REL_CUTOFF", HIGHEST_CUTOFF)).orElse(RELATIVE_CUTOFF),
                mesh.values("NGRIDS")
                        .map(v -> v.one().integer("NGRIDS", 1, MOST_LEVELS))
                        .orElse(LEVELS),
                factor);
    }

    private static Electrons readElectrons(Section dft) {
        boolean polarized = dft.values("UKS", "UNRESTRICTED_KOHN_SHAM", "LSD", "SPIN_POLARIZED")
                .map(Values::flag)
                .orElse(false);
        Optional<Word> multiplicity = dft.values("MULTIPLICITY", "MULTIP").map(Values::one);
        Optional<Word> charge = dft.values("CHARGE").map(Values::one);
        return new Electrons(
                polarized,
                multiplicity.map(w -> w.integer("MULTIPLICITY", 0, 10_000)).orElse(0),
                charge.map(w -> w.integer("CHARGE", -1_000_000, 1_000_000)).orElse(0),
                multiplicity.or(() -> charge).orElseGet(() -> new Word("&DFT", dft.place())));
    }

    private static Scf readScf(Section scf) {
        scf.withoutParameter();
        scf.allow(
                Set.of("OT", "DIAGONALIZATION", "MIXING", "SMEAR"),
                Set.of("SCF_GUESS", "EPS_SCF", "MAX_SCF", "ADDED_MOS"));
        scf.values("SCF_GUESS").ifPresent(values -> values.choice(Set.of("ATOMIC", "CORE", "RANDOM")));
        scf.values("EPS_SCF").ifPresent(values -> values.one().positive("EPS_SCF", 1));
        Optional<Section> transformation = scf.find("OT");
        Optional<Section> smear = scf.find("SMEAR");
        Optional<Section> diagonalization = scf.find("DIAGONALIZATION");
        transformation.ifPresent(ot -> {
            ot.switchedOn();
            ot.allow(Set.of(), Set.of("MINIMIZER", "PRECONDITIONER", "ENERGY_GAP"));
        });
        smear.ifPresent(InputReader::readSmear);
        diagonalization.ifPresent(section -> {
            section.switchedOn();
            section.allow(Set.of(), Set.of("ALGORITHM"));
            section.values("ALGORITHM").ifPresent(values -> values.choice(Set.of("STANDARD")));
        });
        scf.find("MIXING").ifPresent(mixing -> {
            mixing.switchedOn();
            mixing.allow(Set.of(), Set.of("METHOD", "ALPHA", "BETA", "NBUFFER", "NBROYDEN"));
        });
        if (transformation.isPresent()) {
            smear.or(() -> diagonalization).ifPresent(section -> {
                throw new InputException(
                        section.place(), "&" + section.name(), "&" + section.name() + " beside &OT", "one of them");
            });
        }
        return new Scf(
                addedOrbitals(scf, transformation, smear),
                transformation.isPresent(),
                smear.isPresent(),
                scf.values("MAX_SCF")
                        .map(values -> values.one().integer("MAX_SCF", 1, Integer.MAX_VALUE))
                        .orElse(STEPS));
    }

    private static void readSmear(Section smear) {
        smear.switchedOn();
        smear.allow(Set.of(), Set.of("METHOD", "ELECTRONIC_TEMPERATURE", "ELEC_TEMP", "TEMPERATURE"));
        smear.values("METHOD")
                .orElseThrow(
                        () -> new InputException(smear.place(), "&SMEAR", "&SMEAR has no METHOD", "METHOD FERMI_DIRAC"))
                .choice(Set.of("FERMI_DIRAC"));
        smear.values("ELECTRONIC_TEMPERATURE", "ELEC_TEMP", "TEMPERATURE")
                .ifPresent(values -> values.in("K", 1).get(0).positive("ELECTRONIC_TEMPERATURE", 1e6));
    }

    private static int[] addedOrbitals(Section scf, Optional<Section> transformation, Optional<Section> smear) {
        int[] added = new int[2];
        Optional<Values> given = scf.values("ADDED_MOS");
        given.ifPresent(values -> {
            List<Word> words = values.words().size() == 2 ? values.words() : values.count(1);
            for (int i = 0; i < words.size(); i++) {
                added[i] = words.get(i).integer("ADDED_MOS", -1, 1_000_000);
            }
            if (transformation.isPresent()) {
                throw values.keyword().error("ADDED_MOS beside &OT", "one of them");
            }
        });
        if (smear.isPresent() && added[0] == 0) {
            throw new InputException(
                    smear.get().place(),
                    "&SMEAR",
                    "&SMEAR without further orbitals, at which CP2K stops",
                    "ADDED_MOS in &SCF");
        }
        return added;
    }

    private static boolean readFunctional(Section xc) {
        xc.withoutParameter();
        xc.allow(Set.of("XC_FUNCTIONAL"), Set.of());
        Section functional = xc.get("XC_FUNCTIONAL");
        functional.allow(Set.of(), Set.of());
        List<Word> name = functional.parameters();
        Boolean gradient =
                name.size() == 1 ? Cp2kInput.FUNCTIONALS.get(name.get(0).upper()) : null;
        if (gradient == null) {
            throw new InputException(
                    name.isEmpty() ? functional.place() : name.get(0).place(),
                    name.isEmpty() ? "" : name.get(0).text(),
                    "the functional is "
                            + (name.isEmpty()
                                    ? "not named"
                                    : InputException.quote(name.get(0).text()) + ", which is not understood"),
                    String.join(
                            ", ",
                            Cp2kInput.FUNCTIONALS.keySet().stream().sorted().toList()));
        }
        return gradient;
    }
}
