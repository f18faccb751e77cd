package org.qeperf.train.campaign;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.qeperf.runtime.artifact.AtomicFile;

/**
 * Writes the runs of a plan as a benchmark of JUBE 2 (Jülich Benchmarking Environment): a step for each run, its factors as
 * parameters, and a table of the clocks.
 */
final class JubeBenchmark {

    private static final String STEP = "pw";

    private final CampaignPlan plan;
    private final List<PlannedRun> runs;
    private final StringWriter text = new StringWriter();

    private JubeBenchmark(CampaignPlan plan, List<PlannedRun> runs) {
        this.plan = plan;
        this.runs = runs;
    }

    /**
     * Writes {@code NAME.xml}, {@code inputs} and {@code pseudo} to a folder.
     *
     * @param plan names the benchmark and the program
     * @param runs what to run
     * @param stock the folder of pseudopotentials
     * @param folder where to
     * @return the file to give to {@code jube run}
     */
    static Path write(CampaignPlan plan, List<PlannedRun> runs, Path stock, Path folder) {
        for (PlannedRun run : runs) {
            AtomicFile.write(
                    folder.resolve("inputs").resolve(run.id()).resolve("pw.in"),
                    run.input().getBytes(StandardCharsets.UTF_8));
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(stock)) {
            for (Path file : files) {
                AtomicFile.write(
                        folder.resolve("pseudo").resolve(String.valueOf(file.getFileName())), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path file = folder.resolve(plan.name() + ".xml");
        AtomicFile.write(file, new JubeBenchmark(plan, runs).xml().getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private String xml() {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            start(xml, "jube");
            start(xml, "benchmark", "name", plan.name(), "outpath", plan.name() + "_runs");
            parameters(xml);
            start(xml, "fileset", "name", "files");
            element(xml, "copy", "inputs/${run}/pw.in");
            xml.writeEndElement();
            start(xml, "step", "name", STEP);
            element(xml, "use", "plan");
            element(xml, "use", "files");
            element(xml, "do", command());
            xml.writeEndElement();
            results(xml);
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            return text.append('\n').toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void parameters(XMLStreamWriter xml) throws XMLStreamException {
        start(xml, "parameterset", "name", "plan");
        String ids = runs.stream().map(PlannedRun::id).collect(Collectors.joining(","));
        element(xml, "parameter", ids, "name", "run");
        Set<String> labels = new LinkedHashSet<>();
        runs.forEach(run -> labels.addAll(run.labels().keySet()));
        for (String label : labels) {
            parameter(
                    xml,
                    label.replaceAll("[^A-Za-z0-9_]", "_"),
                    run -> run.labels().getOrDefault(label, ""));
        }
        parameter(xml, "ranks", run -> Integer.toString(run.layout().ranks()));
        parameter(xml, "threads", run -> Integer.toString(run.layout().threads()));
        parameter(xml, "options", run -> String.join(" ", run.layout().options()));
        parameter(xml, "seconds", run -> String.format(Locale.ROOT, "%.2f", Math.max(0.01, run.mostSeconds())));
        parameter(xml, "memory_bytes", run -> Long.toString(run.limits().memoryBytes()));
        xml.writeEndElement();
    }

    /** A parameter that follows from the run: a Python dictionary from run to value. */
    private void parameter(XMLStreamWriter xml, String name, Function<PlannedRun, String> value)
            throws XMLStreamException {
        String entries = runs.stream()
                .map(run -> "\"" + run.id() + "\": \"" + python(value.apply(run)) + "\"")
                .collect(Collectors.joining(", "));
        element(xml, "parameter", "{" + entries + "}[\"${run}\"]", "name", name, "mode", "python", "separator", "|");
    }

    /** What may stand between double quotes in Python and in a parameter of JUBE. */
    private static String python(String value) {
        return value.chars()
                .mapToObj(c -> c == '"' || c == '\\' || c == '$' || c == '|' || c < ' ' ? "_" : Character.toString(c))
                .collect(Collectors.joining());
    }

    private String command() {
        List<String> words = new ArrayList<>(List.of(
                "OMP_NUM_THREADS=${threads}",
                "OPENBLAS_NUM_THREADS=${threads}",
                "MKL_NUM_THREADS=${threads}",
                "ESPRESSO_PSEUDO=\"${jube_benchmark_home}/pseudo\"",
                "ESPRESSO_TMPDIR=scratch",
                "timeout",
                "--signal=TERM",
                "${seconds}"));
        words.add(plan.launch().replace("{ranks}", "${ranks}"));
        words.addAll(List.of("prlimit", "--as=${memory_bytes}", AttemptScript.quote(plan.program()), "${options}"));
        words.add("-in pw.in > pw.out 2> pw.err || true; rm -rf scratch");
        return String.join(" ", words);
    }

    private static void results(XMLStreamWriter xml) throws XMLStreamException {
        start(xml, "patternset", "name", "clocks");
        for (String clock : List.of("electrons", "PWSCF")) {
            element(
                    xml,
                    "pattern",
                    "^ +" + clock + " +:.* CPU +((?:\\d+[dhm] *)*(?:[0-9.]+s)?) *WALL",
                    "name",
                    clock + "_wall",
                    "type",
                    "string");
        }
        element(xml, "pattern", "(JOB DONE)", "name", "job", "type", "string");
        xml.writeEndElement();
        start(xml, "analyser", "name", "output");
        element(xml, "use", "clocks");
        start(xml, "analyse", "step", STEP);
        element(xml, "file", "pw.out");
        xml.writeEndElement();
        xml.writeEndElement();
        start(xml, "result");
        element(xml, "use", "output");
        start(xml, "table", "name", "runs", "style", "csv", "sort", "run");
        for (String column : List.of(
                "run",
                "system",
                "cutoffs",
                "kpoints",
                "cell",
                "ranks",
                "threads",
                "options",
                "electrons_wall",
                "PWSCF_wall",
                "job")) {
            element(xml, "column", column);
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void start(XMLStreamWriter xml, String name, String... attributes) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    private static void element(XMLStreamWriter xml, String name, String content, String... attributes)
            throws XMLStreamException {
        start(xml, name, attributes);
        xml.writeCharacters(content);
        xml.writeEndElement();
    }
}
