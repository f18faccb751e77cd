package org.qeperf.features.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.features.input.PwInput.Calculation;
import org.qeperf.features.spacegroup.SpaceGroup;

/**
 * Reads pw.x input files. What this reader does not understand and what would change a count, it refuses with the place
 * where it stands.
 */
public final class PwInputReader {

    private final SourceText source;
    private final QeVersion version;
    private final ParseLimits limits;
    private final List<Diagnostic> warnings = new ArrayList<>();
    private final Namelist control;
    private final Namelist system;
    private final Namelist electrons;
    private final Namelists lists;
    private final Cards cards;

    private PwInputReader(SourceText source, QeVersion version, ParseLimits limits) {
        this.source = source;
        this.version = version;
        this.limits = limits;
        refuseLoneReturns();
        this.lists = Namelists.read(source, version);
        warnings.addAll(lists.warnings());
        this.control = lists.get("control");
        this.system = lists.get("system");
        this.electrons = lists.get("electrons");
        warnings.addAll(Keywords.check(lists.all(), lists.optional()));
        Ranges.check(lists);
        int species = AtomsReader.speciesCount(system);
        int atoms = AtomsReader.atomCount(system, limits);
        CardSizes sizes = CardSizes.of(lists, species, atoms, version);
        this.cards = Cards.read(source, lists.firstCardLine(), sizes);
        IdleCards.check(cards, sizes);
        warnings.addAll(cards.warnings());
        warnings.addAll(Omissions.of(lists, cards, version));
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

    private void refuseLoneReturns() {
        for (int n = 0; n < source.size(); n++) {
            int at = source.line(n).indexOf('\r');
            if (at >= 0) {
                throw new InputException(
                        source.at(n, at), "", "a carriage return without a line feed", "lines that end in LF or CR LF");
            }
        }
    }

    private PwInput input() {
        Optional<SpaceGroup> group = SpaceGroupReader.read(system, cards);
        AtomsReader atomsReader = new AtomsReader(system, cards, version, group);
        List<PwInput.Species> species = atomsReader.species();
        PwInput.Cell lattice = CellReader.read(system, cards, version, group, warnings);
        KPointsReader kPointsReader = new KPointsReader(source, cards, version, limits, labelType());
        KPoints kPoints = kPointsReader.read().orElseGet(this::missingKPoints);
        Optional<KPoints> additional = kPointsReader.readAdditional();
        List<PwInput.Atom> atoms = atomsReader.atoms(species, limits, warnings);
        Calculation calculation = calculation();
        PwInput.Electrons electronsPart = new ElectronsReader(system, cards, version, calculation).read(species);
        if (calculation == Calculation.NSCF || calculation == Calculation.BANDS) {
            warnings.add(new Diagnostic(
                    control.locate("calculation"),
                    "this calculation has no self-consistency: a time per SCF iteration does not apply to it"));
        }
        requireRestartMode();
        String pseudoDir = control.string("pseudo_dir", "");
        return new PwInput(
                source.name(),
                version,
                calculation,
                lattice,
                species,
                atoms,
                atomsReader.unit(),
                kPoints,
                additional,
                cutoffs(),
                electronsPart,
                SymmetryReader.read(control, system, cards, version, kPoints, electronsPart, variableCell()),
                new SolverReader(lists, version, calculation, warnings).read(),
                ExactExchangeInput.read(system, version),
                HubbardReader.read(system, cards, version, species, warnings),
                Storage.read(lists, version, electronsPart.spin()),
                Course.read(lists, version, calculation),
                pseudoDir.isEmpty() ? Optional.empty() : Optional.of(pseudoDir),
                lists.asTyped(),
                cards.asTyped(),
                warnings);
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
        if (given.equals("ensemble") && version.atLeast(6, 6)) {
            return Calculation.SCF;
        }
        return switch (given) {
            case "scf" -> Calculation.SCF;
            case "nscf" -> Calculation.NSCF;
            case "bands" -> Calculation.BANDS;
            case "relax" -> Calculation.RELAX;
            case "md" -> Calculation.MD;
            case "vc-relax" -> Calculation.VC_RELAX;
            case "vc-md" -> Calculation.VC_MD;
            default -> throw control.unknown("calculation", given, "scf, nscf, bands, relax, md, vc-relax, vc-md");
        };
    }

    private void requireRestartMode() {
        String given = control.string("restart_mode", "from_scratch");
        if (!given.equals("from_scratch") && !given.equals("restart")) {
            throw control.unknown("restart_mode", given, "from_scratch, restart");
        }
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
                system.locateNear("ecutwfc"));
    }

    private int grid(String variable) {
        int n = system.whole(variable, 0);
        if (n < 0 || n > 16385) {
            throw new InputException(system.locate(variable), "", variable + " = " + n, "between 0 and 16385");
        }
        return n;
    }
}
