package org.qeperf.examples.cp2k;

/** Names of the counts. */
final class CountNames {

    static final String KINDS = "atomic_kinds";
    static final String ATOMS = "atoms";
    static final String SHELL_SETS = "shell_sets";
    static final String SHELLS = "shells";
    static final String PRIMITIVES = "primitive_functions";
    static final String CARTESIANS = "cartesian_functions";
    static final String SPHERICALS = "spherical_functions";
    static final String SPINS = "spins";
    /** Followed by the number of the spin, as are the next two. */
    static final String ELECTRONS = "electrons";

    static final String OCCUPIED = "occupied_orbitals";
    static final String ORBITALS = "molecular_orbitals";
    static final String TRANSFORMATION = "orbital_transformation";
    static final String SMEARING = "smearing";
    static final String GRADIENT = "gradient_corrected";
    static final String CUTOFF = "cutoff_rydberg";
    static final String RELATIVE_CUTOFF = "relative_cutoff_rydberg";
    static final String VOLUME = "volume_cubic_angstrom";
    static final String PAIR_WORK = "pair_work";
    static final String LEVELS = "grid_levels";
    /** Followed by the number of the level, the finest first. */
    static final String GRID = "grid";

    private CountNames() {}
}
