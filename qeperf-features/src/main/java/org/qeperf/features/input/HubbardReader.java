package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.features.input.Cards.Card;
import org.qeperf.features.input.Hubbard.Manifold;

/**
 * Reads the Hubbard correction: variables of &amp;SYSTEM up to 7.0, the HUBBARD card from 7.1 on
 * ({@code Modules/read_cards.f90}).
 */
final class HubbardReader {

    private static final List<String> OF_SPECIES = List.of("hubbard_u", "hubbard_alpha", "hubbard_j0", "hubbard_beta");

    private static final Set<String> ON_SITE = Set.of("U", "J0", "J", "B", "E2", "E3", "ALPHA");

    private static final List<String> PROJECTORS = List.of("ORTHO-ATOMIC", "NORM-ATOMIC", "ATOMIC", "WF", "PSEUDO");

    private static final String SHELLS = "SPDF";

    /** A parameter not above this is none ({@code eps24}). */
    private static final double LEAST_PARAMETER = 1e-24;

    private final Namelist system;
    private final QeVersion version;
    private final List<PwInput.Species> species;
    private final List<Diagnostic> warnings;

    private HubbardReader(
            Namelist system, QeVersion version, List<PwInput.Species> species, List<Diagnostic> warnings) {
        this.system = system;
        this.version = version;
        this.species = species;
        this.warnings = warnings;
    }

    static Optional<Hubbard> read(
            Namelist system, Cards cards, QeVersion version, List<PwInput.Species> species, List<Diagnostic> warnings) {
        HubbardReader reader = new HubbardReader(system, version, species, warnings);
        Optional<Card> card = cards.find("HUBBARD");
        boolean switchedOn = system.logical("lda_plus_u", false);
        if (version.atLeast(7, 1)) {
            reader.warnAboutVariables();
        }
        Optional<Hubbard> old = switchedOn ? Optional.of(reader.ofVariables()) : Optional.empty();
        return card.map(reader::ofCard).or(() -> old);
    }

    /** From 7.1 on pw.x stops at the first variable of the earlier syntax that is set ({@code Modules/read_namelists.f90}). */
    private void warnAboutVariables() {
        for (Map.Entry<String, Token> name : system.names().entrySet()) {
            String variable = base(name.getKey());
            for (Token value : system.values(name.getKey()).values()) {
                if (switchesOn(variable, value)) {
                    warnings.add(new Diagnostic(
                            value.location(),
                            "pw.x " + version + " stops at " + variable + ": since 7.1 it has the card HUBBARD"));
                    return;
                }
            }
        }
    }

    private static boolean switchesOn(String variable, Token value) {
        return switch (variable) {
            case "lda_plus_u", "backall" -> value.logical(variable);
            case "lda_plus_u_kind" -> value.whole(variable) > -1;
            case "u_projection_type", "hubbard_parameters" ->
                !value.string(variable).isEmpty();
            case "hubbard_u", "hubbard_u_back", "hubbard_j0", "hubbard_j", "hubbard_v" ->
                value.real(variable) > LEAST_PARAMETER;
            default -> false;
        };
    }

    /** The name of a variable without its subscripts. */
    private static String base(String name) {
        int end = name.indexOf('(');
        return end < 0 ? name : name.substring(0, end);
    }

    private Hubbard ofVariables() {
        if (system.logical("noncolin", false) && system.whole("lda_plus_u_kind", 0) == 0) {
            throw new InputException(
                    system.locate("lda_plus_u"),
                    "",
                    "lda_plus_u_kind = 0 beside noncolin",
                    "lda_plus_u_kind = 1, or no noncolin");
        }
        List<Manifold> manifolds = new ArrayList<>();
        for (int i = 0; i < species.size(); i++) {
            boolean corrected = system.values("hubbard_j(1," + (i + 1) + ")").containsKey(1);
            for (String variable : OF_SPECIES) {
                Token value = system.values(variable).get(i + 1);
                corrected |= value != null && value.real(variable) != 0;
            }
            if (corrected) {
                manifolds.add(new Manifold(i, 0, -1));
            }
        }
        boolean others = false;
        for (Map.Entry<String, Token> name : system.names().entrySet()) {
            String variable = base(name.getKey());
            if (variable.equals("hubbard_v") || variable.endsWith("_back")) {
                warnings.add(
                        new Diagnostic(
                                name.getValue().location(),
                                variable
                                        + ": states that it adds to the Hubbard correction are not in the memory: expect more"));
                others = true;
                break;
            }
        }
        if (manifolds.isEmpty() && !others) {
            throw new InputException(
                    system.locate("lda_plus_u"), "", "lda_plus_u without a correction", "Hubbard_U(i) of a species");
        }
        String projection = system.string("u_projection_type", "atomic");
        return new Hubbard(projection.equalsIgnoreCase("pseudo"), false, manifolds);
    }

    private Hubbard ofCard(Card card) {
        Set<Manifold> manifolds = new LinkedHashSet<>();
        boolean pseudo = projector(card).equals("PSEUDO");
        if (card.lines().isEmpty()) {
            throw card.name().error("HUBBARD has no lines", "a line such as U Fe-3d 5.0");
        }
        for (List<Token> words : card.lines()) {
            String parameter = words.get(0).upper();
            boolean pair = parameter.equals("V");
            boolean later = parameter.equals("ALPHA") && !version.atLeast(7, 5);
            if (later || !pair && !ON_SITE.contains(parameter)) {
                throw words.get(0)
                        .error(
                                "unknown Hubbard parameter "
                                        + InputException.quote(words.get(0).text()),
                                "one of U, J0, J, B, E2, E3, V and, from pw.x 7.5 on, ALPHA");
            }
            if (words.size() < (pair ? 6 : 3)) {
                throw words.get(0)
                        .error(
                                "HUBBARD line has " + Token.count(words.size(), "word"),
                                pair ? "V, two manifolds, two atoms and a number" : "a manifold and a number");
            }
            Token value = words.get(pair ? 5 : words.size() - 1);
            if (value.real("Hubbard " + parameter) != 0) {
                manifolds.addAll(manifolds(words.get(1)));
                if (pair) {
                    manifolds.addAll(manifolds(words.get(2)));
                }
            }
        }
        return new Hubbard(pseudo, true, List.copyOf(manifolds));
    }

    /**
     * Names are found anywhere behind the card's name, as pw.x does; from 7.2 on it stops at one that only ends like a
     * known one.
     */
    private String projector(Card card) {
        String option = card.option();
        boolean strict = version.atLeast(7, 2);
        for (String known : PROJECTORS) {
            if (option.contains(known)) {
                boolean wrong = known.equals("ATOMIC")
                        && strict
                        && (option.contains("-ATOMIC")
                                || option.contains("ORTHOATOMIC")
                                || option.contains("NORMATOMIC"));
                if (!wrong) {
                    return known;
                }
                break;
            }
        }
        throw card.optionToken()
                .error(
                        "unknown Hubbard projectors "
                                + InputException.quote(card.optionToken().text()),
                        "one of atomic, ortho-atomic, norm-atomic, wf, pseudo");
    }

    /** A species and one or two shells, such as {@code Fe-3d} or {@code Fe1-3p-3s}. */
    private List<Manifold> manifolds(Token word) {
        String[] parts = word.text().split("-", -1);
        int index = -1;
        for (int i = 0; i < species.size(); i++) {
            index = species.get(i).label().equals(parts[0]) ? i : index;
        }
        if (index < 0) {
            throw word.error(
                    "HUBBARD names the unknown species " + InputException.quote(parts[0]),
                    "a label of ATOMIC_SPECIES and a shell, such as Fe-3d");
        }
        List<Manifold> manifolds = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            String shell = parts[i].toUpperCase(Locale.ROOT);
            int l = shell.length() == 2 ? SHELLS.indexOf(shell.charAt(1)) : -1;
            int n = l < 0 ? 0 : shell.charAt(0) - '0';
            if (l < 0 || n < 1 || n > 9) {
                throw word.error(
                        "unknown shell " + InputException.quote(parts[i]) + " of HUBBARD",
                        "a number and one of s, p, d, f, such as 3d");
            }
            manifolds.add(new Manifold(index, n, l));
        }
        if (manifolds.isEmpty()) {
            throw word.error(
                    InputException.quote(word.text()) + " names no shell",
                    "a label of ATOMIC_SPECIES and a shell, such as Fe-3d");
        }
        return manifolds;
    }
}
