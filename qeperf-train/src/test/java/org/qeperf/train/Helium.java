package org.qeperf.train;

/** An invented helium crystal: what is computed of it does not matter. */
public final class Helium {

    public static final String INPUT = """
            &CONTROL
            /
            &SYSTEM
              ibrav = 1, A = 3.0, nat = 1, ntyp = 1, ecutwfc = 10
            /
            &ELECTRONS
            /
            ATOMIC_SPECIES
              He 4.0 He.UPF
            ATOMIC_POSITIONS crystal
              He 0.0 0.0 0.0
            K_POINTS automatic
              2 2 2 0 0 0
            """;

    public static final String PSEUDOPOTENTIAL = """
            <UPF version="2.0.1">
            <PP_HEADER element="He" is_ultrasoft="F" is_paw="F" has_so="F" core_correction="F" functional="PZ"
              z_valence="2.0" number_of_proj="1" number_of_wfc="1" mesh_size="3"/>
            <PP_MESH mesh="3"><PP_RAB> 0.1 0.1 0.1 </PP_RAB></PP_MESH>
            <PP_BETA.1 angular_momentum="0">0.0 0.0 0.0</PP_BETA.1>
            <PP_CHI.1 l="0" occupation="2.0"> 0.1 0.1 0.1 </PP_CHI.1>
            </UPF>
            """;

    private Helium() {}
}
