package org.qeperf.features.pseudo;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts of small pseudopotential files, made up for tests. */
public final class Upf {

    private static final String VERSION_2 = """
            <UPF version="2.0.1">
              <PP_INFO>
                made up for a test: a < b & c <PP_HEADERS z_valence="99" /> <PP_CHI.1/>
              </PP_INFO>
              <PP_HEADER generated="by hand" element=" Si" pseudo_type="NC" relativistic="scalar"
                is_ultrasoft="F" is_paw="F" is_coulomb="F" has_so="F" core_correction="F"
                functional="PBE" z_valence="4.000000000000000E+000" wfc_cutoff="2.5E+001"
                rho_cutoff="1.0E+002" l_max="1" l_max_rho="0" mesh_size="3" number_of_wfc="2"
                number_of_proj="2"/>
              <PP_MESH mesh="3" dx="0.1">
                <PP_RAB type="real" size="3">
                  0.1 1.0D-01 0.1
                </PP_RAB>
              </PP_MESH>
              <PP_NONLOCAL>
                <PP_BETA.1 type="real" size="3" angular_momentum="0">
                  0.0 0.1 0.2
                </PP_BETA.1>
                <PP_BETA.2 type="real" size="3" angular_momentum="1">
                  0.0 0.1 0.2
                </PP_BETA.2>
              </PP_NONLOCAL>
              <PP_PSWFC>
                <PP_CHI.1 l="0" occupation="2.000" label="3S"> 0.0 0.1 0.2 </PP_CHI.1>
                <PP_CHI.2 l="1" occupation="2.000" label="3P"> 0.0 0.1 0.2 </PP_CHI.2>
              </PP_PSWFC>
            </UPF>
            """;

    private static final String VERSION_1 = """
            <PP_INFO>
            made up for a test
            </PP_INFO>
            <PP_HEADER>
               0                   Version Number
              Si                   Element
               NC                  Norm - Conserving pseudopotential
                F                  Nonlinear Core Correction
             SLA  PW   PBE  PBE    Exchange-Correlation functional
                4.00000000000      Z valence
               -7.47480D+00        Total energy
              12.5     50.0        Suggested cutoff for wfc and rho
                1                  Max angular momentum component
                3                  Number of points in mesh
                2    2             Number of Wavefunctions, Number of Projectors
             Wavefunctions         nl  l   occ
                                   3S  0  2.00
                                   3P  1  2.00
            </PP_HEADER>
            <PP_MESH>
              <PP_RAB>
                0.1 0.1 0.1
              </PP_RAB>
            </PP_MESH>
            <PP_NONLOCAL>
              <PP_BETA>
                1    0             Beta   L
                0.0 0.1 0.2
              </PP_BETA>
              <PP_BETA>
                2    1             Beta   L
                0.0 0.1 0.2
              </PP_BETA>
            </PP_NONLOCAL>
            <PP_PSWFC>
            3S    0  2.00          Wavefunction
             0.0 0.1 0.2
            3P    1  2.00          Wavefunction
             0.0 0.1 0.2
            </PP_PSWFC>
            """;

    private static final String SCHEMA = """
            <?xml version="1.0" encoding="UTF-8"?>
            <qe_pp:pseudo xmlns:qe_pp="made up">
              <xsd_version>0.1</xsd_version>
              <pp_info>
                made up for a test
              </pp_info>
              <pp_header>
                <element>Si</element>
                <z_valence>4.0</z_valence>
                <type>NC</type>
                <functional>PBE</functional>
                <relativistic>scalar</relativistic>
                <is_ultrasoft>false</is_ultrasoft>
                <is_paw>false</is_paw>
                <is_coulomb>false</is_coulomb>
                <has_so>false</has_so>
                <core_correction>false</core_correction>
                <wfc_cutoff>25</wfc_cutoff>
                <rho_cutoff>1.0E+002</rho_cutoff>
                <l_max>1</l_max>
                <l_max_rho>
                  0
                </l_max_rho>
                <mesh_size>3</mesh_size>
                <number_of_wfc>2</number_of_wfc>
                <number_of_proj>2</number_of_proj>
              </pp_header>
              <pp_mesh mesh="3" dx="0.1">
                <pp_rab>
                  0.1 1.0D-01 0.1
                </pp_rab>
              </pp_mesh>
              <pp_nonlocal>
                <pp_beta index="1" label="3S" angular_momentum="0">
                  0.0 0.1 0.2
                </pp_beta>
                <pp_beta index="2" label="3P" angular_momentum="1"> 0.0 0.1 0.2 </pp_beta>
              </pp_nonlocal>
              <pp_pswfc>
                <pp_chi size="3" index="1" l="0" occupation="2"> 0.0 0.1 0.2 </pp_chi>
                <pp_chi size="3" index="2" l="1" occupation="2"> 0.0 0.1 0.2 </pp_chi>
              </pp_pswfc>
            </qe_pp:pseudo>
            """;

    private Upf() {}

    public static String schema() {
        return SCHEMA;
    }

    public static String version2() {
        return VERSION_2;
    }

    public static String version1() {
        return VERSION_1;
    }

    /** A version 2 file whose p projectors and orbitals have both total momenta. */
    public static String fullyRelativistic() {
        StringBuilder text = new StringBuilder(VERSION_2
                .replace("has_so=\"F\"", "has_so=\"T\"")
                .replace("number_of_wfc=\"2\"", "number_of_wfc=\"3\"")
                .replace("number_of_proj=\"2\"", "number_of_proj=\"3\"")
                .replace("</UPF>\n", ""));
        text.append("<PP_BETA.3 angular_momentum=\"1\"/>\n");
        text.append("<PP_CHI.3 l=\"1\" occupation=\"-1\"> 1 1 1 </PP_CHI.3>\n<PP_SPIN_ORB>\n");
        List<String> momenta = List.of("0.5", "0.5", "1.5");
        for (int i = 1; i <= 3; i++) {
            int l = i == 1 ? 0 : 1;
            String j = momenta.get(i - 1);
            text.append("<PP_RELWFC." + i + " jchi=\"" + j + "\"/>\n");
            text.append("<PP_RELBETA." + i + " lll=\"" + l + "\" jjj='" + j + "'/>\n");
        }
        return text.append("</PP_SPIN_ORB>\n</UPF>\n").toString();
    }

    static Pseudopotential read(String text) {
        return PseudopotentialReader.read("Si.UPF", text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
