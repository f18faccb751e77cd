package org.qeperf.features.input;

import java.util.Set;
import org.qeperf.api.InputException;

/**
 * Switches that decide about memory and about no other count.
 *
 * @param xdm whether XDM dispersion is used
 * @param realSpaceAugmentation whether augmentation charges are kept in real space ({@code tqr})
 * @param atomicWavefunctions whether pseudo-atomic wavefunctions are kept ({@code one_atom_occupations, use_wannier})
 * @param small whether memory is saved ({@code memory = 'small'})
 * @param rmmDimension {@code diago_rmm_ndim}
 */
public record Storage(
        boolean xdm, boolean realSpaceAugmentation, boolean atomicWavefunctions, boolean small, int rmmDimension) {

    private static final int LARGEST_DIMENSION = 100;

    private static final Set<String> MEMORIES = Set.of("small", "default", "large");

    static Storage read(Namelists lists, QeVersion version, PwInput.Spin spin) {
        Namelist control = lists.get("control");
        Namelist system = lists.get("system");
        Namelist electrons = lists.get("electrons");
        int rmm = electrons.whole("diago_rmm_ndim", 4);
        if (rmm < 1 || rmm > LARGEST_DIMENSION) {
            throw new InputException(
                    electrons.locate("diago_rmm_ndim"),
                    "",
                    "diago_rmm_ndim = " + rmm,
                    "between 1 and " + LARGEST_DIMENSION);
        }
        boolean xdm = isXdm(system);
        if (xdm && spin == PwInput.Spin.NONCOLLINEAR && version.atLeast(7, 5)) {
            throw new InputException(
                    system.locate(system.logical("xdm", false) ? "xdm" : "vdw_corr"),
                    "",
                    "XDM dispersion beside noncolin",
                    "another correction, or no noncolin");
        }
        String memory = control.string("memory", "default");
        if (!MEMORIES.contains(memory)) {
            throw control.unknown("memory", memory, "small, default, large");
        }
        return new Storage(
                xdm,
                electrons.logical("tqr", false),
                system.logical("one_atom_occupations", false) || control.logical("use_wannier", false),
                memory.equals("small"),
                rmm);
    }

    /** Whether XDM dispersion is on, by its new or its old name. */
    static boolean isXdm(Namelist system) {
        String correction = system.string("vdw_corr", "none");
        return correction.equals("xdm") || correction.equals("XDM") || system.logical("xdm", false);
    }

    /** Whether wavefunctions start from pseudo-atomic ones; a word that pw.x does not know is its default. */
    static boolean startsFromAtoms(Namelist control, Namelist system, Namelist electrons, boolean selfConsistent) {
        boolean restart = selfConsistent && control.string("restart_mode", "").equals("restart");
        String start = electrons.string("startingwfc", restart ? "file" : "atomic+random");
        return system.logical("one_atom_occupations", false) || !start.equals("random") && !start.equals("file");
    }

    /** Whether something forbids the stress where only {@code tstress} asks for it. */
    static boolean forbidsStress(Namelist control, Namelist system) {
        String isolated = system.string("assume_isolated", "none");
        return control.logical("tefield", false)
                || control.logical("gate", false)
                || isolated.equals("martyna-tuckerman")
                || isolated.equals("m-t")
                || isolated.equals("mt");
    }
}
