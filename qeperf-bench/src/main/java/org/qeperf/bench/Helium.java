package org.qeperf.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.SimulationContents;

/** An atom of helium in a cubic cell, for benchmarks in which what is computed does not matter. */
public final class Helium {

    private static final String PSEUDOPOTENTIAL = """
            <UPF version="2.0.1">
            <PP_HEADER element="He" is_ultrasoft="F" is_paw="F" has_so="F" core_correction="F" functional="PZ"
              z_valence="2.0" number_of_proj="1" number_of_wfc="1" mesh_size="3"/>
            <PP_MESH mesh="3"><PP_RAB> 0.1 0.1 0.1 </PP_RAB></PP_MESH>
            <PP_BETA.1 angular_momentum="0">0.0 0.0 0.0</PP_BETA.1>
            <PP_CHI.1 l="0" occupation="2.0"> 0.1 0.1 0.1 </PP_CHI.1>
            </UPF>
            """;

    private Helium() {}

    /**
     * An input with its pseudopotential.
     *
     * @param system what stands in {@code &SYSTEM} besides the atom, such as {@code A = 6.0}
     * @return the files
     */
    public static SimulationContents contents(String system) {
        String input = """
                &CONTROL
                /
                &SYSTEM
                  ibrav = 1, nat = 1, ntyp = 1, ecutwfc = 40, %s
                /
                &ELECTRONS
                /
                ATOMIC_SPECIES
                  He 4.0 He.UPF
                ATOMIC_POSITIONS crystal
                  He 0.0 0.0 0.0
                K_POINTS automatic
                  4 4 4 0 0 0
                """.formatted(system);
        return new SimulationContents(file("pw.in", input), List.of(file("He.UPF", PSEUDOPOTENTIAL)), Optional.empty());
    }

    private static FileContent file(String name, String text) {
        return new FileContent(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
