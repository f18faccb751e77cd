package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;

class PwXmlReaderTest {

    /** In the form of version 6.7; the numbers are invented. */
    private static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <qes:espresso xmlns:qes="http://www.quantum-espresso.org/ns/qes/qes-1.0">
              <general_info><creator NAME="PWSCF" VERSION="6.7MaX">written</creator></general_info>
              <parallel_info><nprocs>4</nprocs><nthreads>2</nthreads><ntasks>1</ntasks><nbgrp>1</nbgrp><npool>2</npool>
                <ndiag>1</ndiag></parallel_info>
              <input><control_variables><calculation>scf</calculation></control_variables></input>
              <output>
                <convergence_info><scf_conv><convergence_achieved>true</convergence_achieved><n_scf_steps>7</n_scf_steps>
                  </scf_conv></convergence_info>
                <algorithmic_info><uspp>true</uspp><paw>false</paw></algorithmic_info>
                <atomic_species ntyp="2"></atomic_species>
                <atomic_structure nat="3" alat="2.0"><atomic_positions>
                    <atom name="Ni1" index="1">0.0 0.0 0.0</atom><atom name="Ni1" index="2">1.0 0.0 0.0</atom>
                    <atom name="O" index="3">0.0 1.0 0.0</atom></atomic_positions>
                  <cell><a1>2.0e0 0.0e0 0.0e0</a1><a2>0.0 -3.0 0.0</a2><a3>0.0 0.0 4.0</a3></cell></atomic_structure>
                <symmetries><nsym>8</nsym></symmetries>
                <basis_set><gamma_only>false</gamma_only><ecutwfc>1.5e1</ecutwfc><ecutrho>6.0e1</ecutrho>
                  <fft_grid nr1="10" nr2="12" nr3="15"/><fft_smooth nr1="8" nr2="9" nr3="10"/>
                  <ngm>700</ngm><ngms>300</ngms></basis_set>
                <dft><functional>PBE</functional></dft>
                <band_structure><lsda>true</lsda><noncolin>false</noncolin><nbnd_up>16</nbnd_up><nbnd_dw>16</nbnd_dw>
                  <nelec>2.6e1</nelec><nks>2</nks>
                  <ks_energies><k_point>0 0 0</k_point><npw>90</npw></ks_energies>
                  <ks_energies><k_point>0 0 1</k_point><npw>94</npw></ks_energies></band_structure>
              </output>
              <exit_status>0</exit_status>
              <timing_info>
                <total label="PWSCF"><cpu>3.5e0</cpu><wall>4.0e0</wall></total>
                <partial label="electrons" calls="1"><cpu>2.5e0</cpu><wall>3.0e0</wall></partial>
              </timing_info>
            </qes:espresso>
            """;

    private static PwXml read(String text) {
        return PwXmlReader.read("x.xml", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatPwxWrites() {
        PwXml xml = read(XML);
        assertEquals(
                new RunProgram("pw.x", Optional.of("6.7MaX"), false, Optional.of("scf"), Optional.empty()),
                xml.program());
        assertEquals(OptionalInt.of(4), xml.layout().ranks());
        assertEquals(OptionalInt.of(2), xml.layout().threads());
        assertEquals(OptionalInt.of(2), xml.layout().pools());
        assertEquals(
                new RunContents(
                        List.of("Ni", "O"),
                        OptionalInt.of(3),
                        OptionalInt.of(2),
                        OptionalDouble.of(26),
                        OptionalInt.of(16),
                        OptionalInt.of(2),
                        OptionalInt.of(8),
                        OptionalInt.of(2),
                        Optional.of(false),
                        new RunBasis(
                                OptionalDouble.of(30),
                                OptionalDouble.of(120),
                                OptionalDouble.of(24),
                                Optional.of(new RunGrid(700, 10, 12, 15)),
                                Optional.of(new RunGrid(300, 8, 9, 10)),
                                OptionalLong.of(94)),
                        new RunPotentials(
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Optional.of(true),
                                Optional.of(false),
                                Optional.of("PBE"))),
                xml.contents());
        assertEquals(new RunIterations(OptionalInt.of(7), List.of(7), List.of(), OptionalInt.of(0)), xml.iterations());
        assertEquals(
                new RunTimes(
                        OptionalDouble.of(3),
                        OptionalDouble.of(4),
                        OptionalDouble.of(3.5),
                        Map.of(
                                "PWSCF",
                                new Clock(OptionalLong.empty(), OptionalDouble.of(3.5), OptionalDouble.of(4)),
                                "electrons",
                                new Clock(OptionalLong.of(1), OptionalDouble.of(2.5), OptionalDouble.of(3)))),
                xml.times());
        assertEquals(List.of(new RunFiles.LabelCount("Ni1", 2), new RunFiles.LabelCount("O", 1)), xml.labels());
    }

    @ParameterizedTest
    @CsvSource({
        "<exit_status>0<,<exit_status>0<,CONVERGED,0",
        "<convergence_achieved>true,<convergence_achieved>false,NOT_CONVERGED,0",
        "<exit_status>0<,<exit_status>2<,NOT_CONVERGED,2",
        "<exit_status>0<,<exit_status>3<,NOT_CONVERGED,3",
        "<exit_status>0<,<exit_status>255<,INCOMPLETE,255",
        "<exit_status>0<,<exit_status>x<,INCOMPLETE,-1",
        "<exit_status>0</exit_status>,<status>0</status>,CONVERGED,0"
    })
    void tellsHowTheRunEnded(String text, String instead, Outcome outcome, int status) {
        PwXml xml = read(XML.replace(text, instead));
        assertEquals(outcome, xml.outcome());
        assertEquals(status, xml.exitStatus());
    }

    @Test
    void doesNotAskForSelfConsistencyWhereTheDensityIsFixed() {
        PwXml xml = read(XML.replace("<calculation>scf", "<calculation>nscf").replace(">true</conv", ">false</conv"));
        assertEquals(Outcome.CONVERGED, xml.outcome());
        assertEquals(RunIterations.UNKNOWN, xml.iterations());
    }

    @Test
    void leavesTheRevisionOutOfTheVersion() {
        assertEquals(
                Optional.of("6.0"),
                read(XML.replace("6.7MaX", "6.0 (svn rev. 13286)")).program().version());
    }

    @Test
    void knowsNothingOfAnEmptyFile() {
        PwXml xml = read("<espresso/>");
        assertEquals(RunContents.UNKNOWN, xml.contents());
        assertEquals(RunLayout.UNKNOWN, xml.layout());
        assertEquals(RunTimes.UNKNOWN, xml.times());
        assertEquals(Outcome.INCOMPLETE, xml.outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<qes:espresso> | 1:15 | this is not well-formed XML",
                "<espresso><a></espresso> | 1:16 | this is not well-formed XML",
                "<html/> | 1:8 | the root is 'html'",
                "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><espresso/> | 1:56 | a document type",
                "<espresso>&b;</espresso> | 1:14 | a reference to an entity",
                "<espresso><general_info><creator NAME='CP' VERSION='1'/></general_info></espresso>"
                        + " | 1:57 | written by 'CP'"
            })
    void saysWhatIsWrong(String text, String place, String problem) {
        assertEquals(
                "x.xml:" + place + ": " + problem + "; expected the data-file-schema.xml of a pw.x run",
                assertThrows(InputException.class, () -> read(text)).getMessage());
    }

    @Test
    void readsATitleThatIsNoUnicode() {
        String text = XML.replace(">written<", ">K\u00e4se<");
        assertEquals(
                Optional.of("6.7MaX"),
                PwXmlReader.read("x.xml", text.getBytes(StandardCharsets.ISO_8859_1))
                        .program()
                        .version());
    }

    @Test
    void readsACompressedFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("pwscf.xml.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(XML.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(read(XML), PwXmlReader.read(file));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 9));
        assertEquals(
                file + ":1:1: not compressed by gzip, or damaged; expected what its name says",
                assertThrows(InputException.class, () -> PwXmlReader.read(file)).getMessage());
    }

    @Test
    void refusesEndlessNesting() {
        assertEquals(
                "x.xml:1:161: more than 50 levels of elements; expected the data-file-schema.xml of a pw.x run",
                assertThrows(InputException.class, () -> read("<espresso>" + "<a>".repeat(100_000)))
                        .getMessage());
    }

    /** Names of 40 KB in all around each of 20,000 elements: copied for each, these are 1.6 GB and more. */
    @Test
    void namesOfElementsAreNotCopiedForEveryElementInThem() {
        StringBuilder text = new StringBuilder("<espresso>");
        for (int level = 0; level < 40; level++) {
            text.append('<').append("a".repeat(1000)).append(level).append('>');
        }
        byte[] start = text.append("<b c='1'/>".repeat(20_000)).toString().getBytes(StandardCharsets.UTF_8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThrows(InputException.class, () -> PwXmlReader.read("x.xml", start));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 200 << 20, () -> allocated + " bytes");
    }

    @Tag("slow")
    @Test
    void readsAnyBytes() {
        Random random = new Random(5);
        byte[] sound = XML.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = sound.clone();
            for (int change = random.nextInt(8); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                PwXmlReader.read("x.xml", bytes);
            } catch (InputException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("x.xml:"), e::getMessage);
                refused++;
            }
        }
        assertTrue(refused > 100);
    }
}
