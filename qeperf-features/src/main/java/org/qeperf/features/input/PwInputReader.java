package org.qeperf.features.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.features.input.PwInput.Calculation;
import org.qeperf.features.input.PwInput.Diagonalization;
import org.qeperf.features.input.PwInput.Occupations;
import org.qeperf.features.input.PwInput.Spin;

/**
 * Reads pw.x input files. What this reader does not understand and what would change a count, it refuses with the place
 * where it stands.
 */
public final class PwInputReader {

    private static final List<String> NOT_YET = List.of("space_group");

    private static final int MOST_STATES = 1_000_000;

    private final SourceText source;
    private final QeVersion version;
    private final ParseLimits limits;
    private final List<Diagnostic> warnings = new ArrayList<>();
    private final Namelist control;
    private final Namelist system;
    private final Namelist electrons;
    private final Optional<Namelist> cell;
    private final Cards cards;
    private final List<PwInput.Variable> variables = new ArrayList<>();

    private PwInputReader(SourceText source, QeVersion version, ParseLimits limits) {
        this.source = source;
        this.version = version;
        this.limits = limits;
        NamelistScanner scanner = new NamelistScanner(source);
        Map<String, Namelist> namelists = scanner.scan();
        warnings.addAll(scanner.warnings());
        namelists.values().forEach(list -> variables.addAll(list.asTyped()));
        Namelist none = new Namelist("control", source.at(0, 0));
        this.control = namelists.getOrDefault("control", none);
        this.electrons = namelists.getOrDefault("electrons", none);
        this.cell = Optional.ofNullable(namelists.get("cell"));
        Namelist given = namelists.get("system");
        if (given == null) {
            throw missingSystem(namelists, scanner.firstCardLine());
        }
        this.system = given;
        warnings.addAll(Keywords.check(namelists.values()));
        this.cards = Cards.read(source, scanner.firstCardLine());
        warnings.addAll(cards.warnings());
        warnings.addAll(Omissions.of(system, electrons, cards));
    }

    private InputException missingSystem(Map<String, Namelist> namelists, int end) {
        for (Namelist list : namelists.values()) {
            if (Keywords.editDistance(list.name(), "system") <= 2) {
                return new InputException(
                        list.location(), list.name(), "namelist &" + list.name() + " is not one of pw.x's", "&SYSTEM");
            }
        }
        if (namelists.isEmpty()) {
            return new InputException(
                    source.at(0, 0), "", "there are no namelists", "a pw.x input with &CONTROL, &SYSTEM, &ELECTRONS");
        }
        return new InputException(
                source.at(Math.min(end, source.size() - 1), 0),
                "",
                "the namelists end here, without &SYSTEM",
                "a line with &SYSTEM");
    }

    /**
     * Reads a file.
     *
     * @param file the input file
     * @param version the release of pw.x that it is for
     * @param limits what to accept at most
     * @return what it says
     * @throws InputException if it is wrong or not understood
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static PwInput read(Path file, QeVersion version, ParseLimits limits) {
        return parse(SourceText.read(file, limits), version, limits);
    }

    /**
     * Reads a text.
     *
     * @param source the text of an input file
     * @param version the release of pw.x that it is for
     * @param limits what to accept at most
     * @return what it says
     * @throws InputException if it is wrong or not understood
     */
    public static PwInput parse(SourceText source, QeVersion version, ParseLimits limits) {
        return new PwInputReader(source, version, limits).input();
    }

    private PwInput input() {
        refuseWhatIsNotKnownYet();
        AtomsReader atomsReader = new AtomsReader(system, cards, source);
        List<PwInput.Species> species = atomsReader.species();
        PwInput.Cell lattice = CellReader.read(system, cards, version, warnings);
        KPointsReader kPointsReader = new KPointsReader(source, cards, version, limits, labelType());
        KPoints kPoints = kPointsReader.read().orElseGet(this::missingKPoints);
        Optional<KPoints> additional = kPointsReader.readAdditional(warnings);
        List<PwInput.Atom> atoms = atomsReader.atoms(species, limits, warnings);
        PwInput.Electrons electronsPart = electrons(species);
        if (calculation() == Calculation.NSCF || calculation() == Calculation.BANDS) {
            warnings.add(new Diagnostic(
                    control.locate("calculation"),
                    "this calculation has no self-consistency: a time per SCF iteration does not apply to it"));
        }
        String pseudoDir = control.string("pseudo_dir", "");
        return new PwInput(
                source.name(),
                version,
                calculation(),
                lattice,
                species,
                atoms,
                atomsReader.unit(),
                kPoints,
                additional,
                cutoffs(),
                electronsPart,
                SymmetryReader.read(control, system, cards, version, kPoints, electronsPart, variableCell()),
                solver(),
                pseudoDir.isEmpty() ? Optional.empty() : Optional.of(pseudoDir),
                variables,
                cards.asTyped(),
                warnings);
    }

    private void refuseWhatIsNotKnownYet() {
        for (String variable : NOT_YET) {
            for (Namelist list : List.of(control, system, electrons)) {
                Optional<Token> value = list.value(variable);
                boolean off = value.isPresent() && value.get().upper().matches("\\.?F.*|0");
                if (value.isPresent() && !off) {
                    throw value.get().error(variable + " is not understood yet", "an input without it");
                }
            }
        }
    }

    private KPoints missingKPoints() {
        warnings.add(new Diagnostic(
                source.at(source.size() - 1, 0),
                "no K_POINTS card: pw.x takes the gamma point with real wavefunctions"));
        return new KPoints.Gamma(source.at(source.size() - 1, 0));
    }

    private String labelType() {
        return control.string("point_label_type", "SC");
    }

    private boolean variableCell() {
        return calculation() == Calculation.VC_RELAX || calculation() == Calculation.VC_MD;
    }

    private Calculation calculation() {
        String given = control.string("calculation", "scf");
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "scf" -> Calculation.SCF;
            case "nscf" -> Calculation.NSCF;
            case "bands" -> Calculation.BANDS;
            case "relax" -> Calculation.RELAX;
            case "md" -> Calculation.MD;
            case "vc-relax" -> Calculation.VC_RELAX;
            case "vc-md" -> Calculation.VC_MD;
            default -> throw unknown(control, "calculation", given, "scf, nscf, bands, relax, md, vc-relax, vc-md");
        };
    }

    private PwInput.Cutoffs cutoffs() {
        double ecutwfc = system.real("ecutwfc", 0);
        double ecutrho = system.real("ecutrho", 0);
        if (ecutwfc < 0 || ecutrho < 0) {
            String negative = ecutwfc < 0 ? "ecutwfc" : "ecutrho";
            throw new InputException(
                    system.locate(negative), "", negative + " is negative", "a cutoff in Ry, positive");
        }
        return new PwInput.Cutoffs(
                ecutwfc,
                ecutrho,
                List.of(grid("nr1"), grid("nr2"), grid("nr3")),
                List.of(grid("nr1s"), grid("nr2s"), grid("nr3s")),
                system.locate("ecutwfc"));
    }

    private int grid(String variable) {
        int n = system.whole(variable, 0);
        if (n < 0 || n > 16385) {
            throw new InputException(system.locate(variable), "", variable + " = " + n, "between 0 and 16385");
        }
        return n;
    }

    private PwInput.Electrons electrons(List<PwInput.Species> species) {
        Optional<Token> nbnd = system.value("nbnd");
        if (nbnd.isPresent() && (nbnd.get().whole("nbnd") < 1 || nbnd.get().whole("nbnd") > MOST_STATES)) {
            throw nbnd.get().error("nbnd = " + nbnd.get().text(), "between 1 and " + MOST_STATES);
        }
        Spin spin = spin();
        Occupations occupations = occupations();
        double magnetization = system.real("tot_magnetization", -10000);
        boolean unset = magnetization < -9999 || magnetization == -1;
        if (magnetization == -1) {
            warnings.add(new Diagnostic(
                    system.locate("tot_magnetization"),
                    "tot_magnetization = -1 is taken as not set, as pw.x 6 does; from pw.x 7 on it is minus one"));
        } else if (!unset && spin == Spin.NONE && magnetization > 0) {
            throw new InputException(
                    system.locate("tot_magnetization"), "", "tot_magnetization without spin", "nspin = 2 beside it");
        }
        boolean spinOrbit = system.logical("lspinorb", false);
        if (spinOrbit && spin != Spin.NONCOLLINEAR) {
            throw new InputException(
                    system.locate("lspinorb"), "", "lspinorb without noncolin", "noncolin = .true. beside it");
        }
        boolean selfConsistent = calculation() != Calculation.NSCF && calculation() != Calculation.BANDS;
        if (spin == Spin.COLLINEAR && unset && selfConsistent) {
            requireStartingMagnetization(species, occupations);
        }
        return new PwInput.Electrons(
                nbnd.isPresent() ? OptionalInt.of(nbnd.get().whole("nbnd")) : OptionalInt.empty(),
                system.real("tot_charge", 0),
                unset ? OptionalDouble.empty() : OptionalDouble.of(magnetization),
                occupations,
                spin,
                spinOrbit,
                system.locate("occupations"));
    }

    private void requireStartingMagnetization(List<PwInput.Species> species, Occupations occupations) {
        if (occupations == Occupations.FIXED) {
            throw new InputException(
                    system.locate("nspin"),
                    "",
                    "nspin = 2 with fixed occupations",
                    "tot_magnetization, or occupations = 'smearing', 'tetrahedra' or 'from_input'");
        }
        boolean anyStart =
                species.stream().anyMatch(s -> s.startingMagnetization().isPresent());
        if (!anyStart && occupations != Occupations.FROM_INPUT) {
            throw new InputException(
                    system.locate("nspin"),
                    "",
                    "nspin = 2 without a magnetisation to start from",
                    "starting_magnetization(i) for at least one species, or tot_magnetization");
        }
    }

    private Spin spin() {
        boolean noncolin = system.logical("noncolin", false);
        int nspin = system.whole("nspin", 1);
        if (nspin != 1 && nspin != 2 && nspin != 4) {
            throw new InputException(system.locate("nspin"), "" + nspin, "nspin = " + nspin, "1, 2 or 4");
        }
        if (noncolin && nspin == 2) {
            throw new InputException(system.locate("nspin"), "2", "nspin = 2 beside noncolin", "one of them");
        }
        return noncolin || nspin == 4 ? Spin.NONCOLLINEAR : nspin == 2 ? Spin.COLLINEAR : Spin.NONE;
    }

    private Occupations occupations() {
        String given = system.string("occupations", "fixed");
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "fixed", "" -> Occupations.FIXED;
            case "smearing" -> Occupations.SMEARING;
            case "from_input" -> Occupations.FROM_INPUT;
            case "tetrahedra", "tetrahedra_lin", "tetrahedra-lin", "tetrahedra_opt", "tetrahedra-opt" ->
                Occupations.TETRAHEDRA;
            default ->
                throw unknown(
                        system,
                        "occupations",
                        given,
                        "smearing, tetrahedra, tetrahedra_lin, tetrahedra_opt, fixed, from_input");
        };
    }

    private PwInput.Solver solver() {
        String given = electrons.string("diagonalization", "david");
        Diagonalization method = switch (given.toLowerCase(Locale.ROOT)) {
            case "david", "davidson" -> Diagonalization.DAVID;
            case "cg", "cg-serial" -> Diagonalization.CG;
            case "ppcg" -> Diagonalization.PPCG;
            case "paro", "parallel" -> Diagonalization.PARO;
            case "rmm", "rmm-davidson", "rmm-paro" -> Diagonalization.RMM;
            default -> throw unknown(electrons, "diagonalization", given, "david, cg, ppcg, paro, rmm-davidson");
        };
        int davidson = electrons.whole("diago_david_ndim", 2);
        int mixing = electrons.whole("mixing_ndim", 8);
        if (davidson < 2 || davidson > 100) {
            throw new InputException(
                    electrons.locate("diago_david_ndim"), "", "diago_david_ndim = " + davidson, "between 2 and 100");
        }
        if (mixing < 1 || mixing > 1000) {
            throw new InputException(
                    electrons.locate("mixing_ndim"), "", "mixing_ndim = " + mixing, "between 1 and 1000");
        }
        Calculation calculation = calculation();
        boolean variableCell = variableCell();
        boolean moving = variableCell || calculation == Calculation.RELAX || calculation == Calculation.MD;
        boolean selfConsistent = calculation != Calculation.NSCF && calculation != Calculation.BANDS;
        double factor = variableCell && cell.isPresent() ? cell.get().real("cell_factor", 0) : 0;
        return new PwInput.Solver(
                method,
                davidson,
                mixing,
                electrons.string("mixing_mode", "plain").equalsIgnoreCase("local-tf"),
                electrons
                        .string("startingwfc", "atomic+random")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("atomic"),
                diskLevel(selfConsistent),
                moving || selfConsistent && control.logical("tprnfor", false),
                variableCell || selfConsistent && control.logical("tstress", false),
                !variableCell ? 1 : factor > 0 ? factor : 2);
    }

    private int diskLevel(boolean selfConsistent) {
        String given = control.string("disk_io", "default");
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "high" -> 2;
            case "medium" -> 1;
            case "low" -> 0;
            case "nowf", "minimal" -> -1;
            case "none" -> -2;
            default -> selfConsistent ? 0 : 1;
        };
    }

    private static InputException unknown(Namelist list, String variable, String given, String known) {
        return new InputException(
                list.locate(variable),
                given,
                "unknown " + variable + " " + InputException.quote(given),
                "one of " + known);
    }
}
