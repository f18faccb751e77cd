package org.qeperf.train.registry;

import java.util.Locale;

/** Constants in words. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String of(Slot slot) {
        return slot.target().name() + " on "
                + (slot.machine().equals(Slot.ANY_MACHINE) ? "any machine" : slot.machine());
    }
}
