package org.qeperf.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.PseudopotentialCache;
import org.qeperf.features.pseudo.PseudopotentialReader;

/** A made-up ultrasoft pseudopotential of one megabyte, read from memory, beside a file of it that is known. */
@SuppressWarnings("NullAway.Init")
public class ReadPseudopotentialsBenchmark extends AbstractBenchmark {

    private static final int MESH = 1501;
    private static final int PROJECTORS = 6;
    private static final int ORBITALS = 4;
    private static final int PAIRS = PROJECTORS * (PROJECTORS + 1) / 2;

    @Param({"version1", "version2"})
    public String format = "version2";

    private byte[] content;
    private PseudopotentialCache cache;
    private Path file;

    @Setup
    public void prepare() throws IOException {
        content = (format.equals("version1") ? version1() : version2()).getBytes(StandardCharsets.US_ASCII);
        cache = new PseudopotentialCache();
        file = Files.write(Files.createTempFile("benchmark", ".UPF"), content);
        file.toFile().deleteOnExit();
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        cache.read(file, ParseLimits.DEFAULT);
    }

    /** What qeperf does with a file it sees for the first time. */
    @Benchmark
    public Pseudopotential read() {
        return PseudopotentialReader.read("X.UPF", content);
    }

    /** What it does with a file it has read before: a look at its size and time. */
    @Benchmark
    public Pseudopotential readKnownFile() {
        return cache.read(file, ParseLimits.DEFAULT);
    }

    /** The size of the file, in bytes. */
    int size() {
        return content.length;
    }

    private static String version2() {
        StringBuilder text = new StringBuilder("<UPF version=\"2.0.1\">\n<PP_HEADER element=\"X\" pseudo_type=\"US\"\n"
                + "relativistic=\"scalar\" is_ultrasoft=\"T\" is_paw=\"F\" has_so=\"F\" core_correction=\"F\"\n"
                + "functional=\"PBE\" z_valence=\"4.0\" mesh_size=\"" + MESH + "\" number_of_wfc=\"" + ORBITALS
                + "\" number_of_proj=\"" + PROJECTORS + "\"/>\n<PP_MESH mesh=\"" + MESH + "\">\n");
        section(text, "PP_R", "");
        section(text, "PP_RAB", "");
        text.append("</PP_MESH>\n");
        section(text, "PP_LOCAL", "");
        text.append("<PP_NONLOCAL>\n");
        for (int i = 1; i <= PROJECTORS; i++) {
            section(text, "PP_BETA." + i, " angular_momentum=\"" + (i - 1) / 2 + "\"");
        }
        for (int i = 1; i <= PROJECTORS; i++) {
            for (int j = i; j <= PROJECTORS; j++) {
                section(text, "PP_QIJ." + i + "." + j, "");
            }
        }
        text.append("</PP_NONLOCAL>\n<PP_PSWFC>\n");
        for (int i = 1; i <= ORBITALS; i++) {
            section(text, "PP_CHI." + i, " l=\"" + (i - 1) / 2 + "\" occupation=\"1.0\"");
        }
        return text.append("</PP_PSWFC>\n</UPF>\n").toString();
    }

    private static void section(StringBuilder text, String tag, String attributes) {
        text.append('<').append(tag).append(attributes).append(">\n");
        numbers(text);
        text.append("</").append(tag).append(">\n");
    }

    private static String version1() {
        StringBuilder text =
                new StringBuilder("<PP_HEADER>\n 0 Version\n X Element\n US kind\n F core\n SLA PW PBE PBE\n"
                        + " 4.0 Z\n 0.0 energy\n 0.0 0.0 cutoffs\n 2 l\n " + MESH + " mesh\n " + ORBITALS + " "
                        + PROJECTORS
                        + " numbers\n table\n");
        for (int i = 0; i < ORBITALS; i++) {
            text.append(" XX ").append(i / 2).append(" 1.0\n");
        }
        text.append("</PP_HEADER>\n<PP_MESH>\n");
        section(text, "PP_R", "");
        section(text, "PP_RAB", "");
        text.append("</PP_MESH>\n");
        section(text, "PP_LOCAL", "");
        text.append("<PP_NONLOCAL>\n");
        for (int i = 1; i <= PROJECTORS; i++) {
            text.append("<PP_BETA>\n ")
                    .append(i)
                    .append(' ')
                    .append((i - 1) / 2)
                    .append(" Beta L\n");
            numbers(text);
            text.append("</PP_BETA>\n");
        }
        text.append("<PP_QIJ>\n");
        for (int i = 0; i < PAIRS; i++) {
            numbers(text);
        }
        text.append("</PP_QIJ>\n</PP_NONLOCAL>\n<PP_PSWFC>\n");
        for (int i = 0; i < ORBITALS; i++) {
            text.append(" XX ").append(i / 2).append(" 1.0 Wavefunction\n");
            numbers(text);
        }
        return text.append("</PP_PSWFC>\n").toString();
    }

    private static void numbers(StringBuilder text) {
        for (int i = 0; i < MESH; i++) {
            double x = (i + 1.0) / MESH;
            text.append(String.format(Locale.ROOT, "%19.11E", x * Math.exp(-8 * x) * 1e-2));
            text.append((i + 1) % 4 == 0 || i + 1 == MESH ? "\n" : "");
        }
    }
}
