package org.qeperf.features.input;

import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.features.input.Cards.Card;
import org.qeperf.features.spacegroup.Setting;
import org.qeperf.features.spacegroup.SpaceGroup;

/** Reads {@code space_group} and its setting, and what they say about the lattice ({@code PW/src/input.f90}). */
final class SpaceGroupReader {

    private SpaceGroupReader() {}

    /** The space group, if one is given; only then positions may be in {@code crystal_sg}, and then they must be. */
    static Optional<SpaceGroup> read(Namelist system, Cards cards) {
        int number = system.whole("space_group", 0);
        if (number == 0) {
            cards.find("ATOMIC_POSITIONS").filter(SpaceGroupReader::listsSites).ifPresent(card -> {
                throw card.optionToken()
                        .error("positions in crystal_sg without a space group", "space_group in &SYSTEM");
            });
            return Optional.empty();
        }
        if (number < 1 || number > SpaceGroup.COUNT) {
            throw new InputException(
                    system.locate("space_group"),
                    "" + number,
                    "space_group = " + number,
                    "between 1 and " + SpaceGroup.COUNT);
        }
        if (!listsSites(cards.require("ATOMIC_POSITIONS"))) {
            throw new InputException(
                    system.locate("space_group"),
                    "" + number,
                    "space_group = " + number + " beside ATOMIC_POSITIONS that lists all atoms",
                    "ATOMIC_POSITIONS crystal_sg with the inequivalent sites, or no space_group");
        }
        int origin = system.whole("origin_choice", 1);
        if (origin != 1 && origin != 2) {
            throw new InputException(
                    system.locate("origin_choice"), "" + origin, "origin_choice = " + origin, "1 or 2");
        }
        Setting setting = new Setting(system.logical("uniqueb", false), system.logical("rhombohedral", true), origin);
        return Optional.of(SpaceGroup.of(number, setting));
    }

    private static boolean listsSites(Card positions) {
        return positions.heading().contains("CRYSTAL_SG");
    }

    /** The index of the group's lattice; {@code ibrav} may be given only if it is the same. */
    static Token bravaisLattice(SpaceGroup group, Namelist system) {
        Optional<Token> given = system.value("ibrav");
        if (given.isPresent()) {
            int ibrav = given.get().whole("ibrav");
            if (ibrav != -1 && ibrav != group.ibrav()) {
                throw given.get()
                        .error(
                                "ibrav = " + ibrav + " beside space_group = " + group.number(),
                                "ibrav = " + group.ibrav() + " in this setting, or none");
            }
        }
        return new Token(String.valueOf(group.ibrav()), false, system.locate("space_group"));
    }
}
