package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;

/** Values of {@code data-file-schema.xml} that are unusual or damaged. */
class XmlValuesTest {

    private static PwXml read(String elements) {
        return PwXmlReader.read("x.xml", ("<espresso>" + elements + "</espresso>").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theVolumeIsThatOfVectorsInAnyDirection() {
        // The determinant of (2 3 5), (7 11 13), (17 19 29).
        String cell = "<output><atomic_structure><cell><a1>2 3 5</a1><a2>7.0e0 11 13</a2><a3>17 19 29</a3></cell>"
                + "</atomic_structure></output>";
        assertEquals(OptionalDouble.of(72), volume(cell));
        assertEquals(OptionalDouble.empty(), volume(cell.replace("19 29", "19")));
        assertEquals(OptionalDouble.empty(), volume(cell.replace("13", "x")));
        assertEquals(OptionalDouble.empty(), volume(cell.replace("13", "Infinity")));
    }

    private static OptionalDouble volume(String cell) {
        return read(cell).contents().basis().volumeBohr3();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 3, true",
        "0, 2, 3, false",
        "1, 0, 3, false",
        "1, 2, 0, false",
        "1, 2, -3, false",
        "x, 2, 3, false"
    })
    void aGridHasThreeDimensions(String n1, String n2, String n3, boolean known) {
        RunBasis basis = read("<output><basis_set><ngm>7</ngm><fft_grid nr1='" + n1 + "' nr2='" + n2 + "' nr3='" + n3
                        + "'/></basis_set></output>")
                .contents()
                .basis();
        assertEquals(known ? Optional.of(new RunGrid(7, 1, 2, 3)) : Optional.empty(), basis.dense());
    }

    @ParameterizedTest
    @CsvSource({"true, 2", "false, 1", "T,", "'',"})
    void truthIsToldByItsWords(String collinear, Integer spin) {
        assertEquals(
                spin == null ? OptionalInt.empty() : OptionalInt.of(spin),
                read("<output><band_structure><lsda>" + collinear
                                + "</lsda><noncolin>false</noncolin></band_structure></output>")
                        .contents()
                        .spin());
    }

    @ParameterizedTest
    @CsvSource({"0.0e0, 0", "2.5E1, 25", "-1.0,", "1e999,", "NaN,", "x,"})
    void timesAreNotNegativeAndFinite(String text, Double seconds) {
        Clock clock = read("<timing_info><total label='PWSCF'><cpu>" + text + "</cpu><wall>" + text
                        + "</wall></total></timing_info>")
                .times()
                .clocks()
                .get("PWSCF");
        OptionalDouble expected = seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
        assertEquals(new Clock(OptionalLong.empty(), expected, expected), clock);
    }

    @Test
    void aLayoutHasNoGroupsOfZero() {
        RunLayout layout = read("<parallel_info><nprocs>1</nprocs><nthreads>0</nthreads></parallel_info>")
                .layout();
        assertEquals(OptionalInt.of(1), layout.ranks());
        assertEquals(OptionalInt.empty(), layout.threads());
    }

    @Test
    void theIterationsOfASequenceOfStepsAreNotKnown() {
        String text = "<input><control_variables><calculation>scf</calculation></control_variables></input>"
                + "<output><convergence_info><scf_conv><n_scf_steps>7</n_scf_steps></scf_conv></convergence_info></output>";
        assertEquals(OptionalInt.of(7), read(text).iterations().scf());
        assertEquals(RunIterations.UNKNOWN, read("<step n_step='1'/>" + text).iterations());
        assertEquals(
                new RunIterations(OptionalInt.of(0), List.of(), List.of(), OptionalInt.of(0)),
                read(text.replace("7", "0")).iterations());
    }

    @Test
    void textBesideElementsIsNoPartOfAValue() {
        PwXml xml = read("<parallel_info>1<nprocs>4</nprocs>2</parallel_info><exit_status>5<x>0</x></exit_status>");
        assertEquals(OptionalInt.of(4), xml.layout().ranks());
        assertEquals(-1, xml.exitStatus());
    }

    @Test
    void aFileIsKnownByItsDigest() {
        // sha256sum of the text.
        assertEquals(
                "2d7afcd1ca796e0a486b2718809da3037798f39be33a32f1a329c5a507958f35",
                PwXmlReader.read("x.xml", "<espresso/>".getBytes(StandardCharsets.UTF_8))
                        .sha256());
    }

    @Test
    void anErrorHasItsLine() {
        assertEquals(
                "x.xml:3:3: this is not well-formed XML; expected the data-file-schema.xml of a pw.x run",
                assertThrows(InputException.class, () -> read("\n<a>\n</b>")).getMessage());
    }
}
