package org.qeperf.features.input;

/**
 * What the namelists say about the number of lines of cards.
 *
 * @param species {@code ntyp}
 * @param atoms {@code nat}
 * @param occupations numbers in OCCUPATIONS: bands, for each spin direction
 * @param bands {@code nbnd}
 * @param spins spin directions: 2 where {@code nspin} is, otherwise 1
 * @param velocities whether ATOMIC_VELOCITIES has lines ({@code ion_velocities = 'from_input'})
 * @param solvents {@code nsolv}, where the reference interaction site model is on
 * @param version the release of pw.x
 */
record CardSizes(
        int species,
        int atoms,
        int occupations,
        int bands,
        int spins,
        boolean velocities,
        int solvents,
        QeVersion version) {

    static CardSizes of(Namelists lists, int species, int atoms, QeVersion version) {
        Namelist system = lists.get("system");
        int bands = system.whole("nbnd", 0);
        int spins = system.whole("nspin", 1) == 2 ? 2 : 1;
        boolean rism = version.atLeast(7, 1) && lists.get("control").logical("trism", false);
        return new CardSizes(
                species,
                atoms,
                spins * bands,
                bands,
                spins,
                lists.get("ions").string("ion_velocities", "default").equals("from_input"),
                rism ? lists.get("rism").whole("nsolv", 0) : 0,
                version);
    }
}
