package org.qeperf.bench.rival;

import ai.onnxruntime.OrtException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qeperf.bench.DenseNetworkBenchmark;
import org.qeperf.bench.report.Surroundings;

/**
 * Answers the questions of {@code side-by-side.py}, one line each, so that both sides take turns in one run. The folder that the argument
 * names holds what both work on: {@code NAME/pw.in} with {@code NAME/potential.UPF}, {@code NAME.trees} with {@code NAME.rows}.
 */
public final class SideBySide {

    private final Path folder;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Forests> forests = new LinkedHashMap<>();

    SideBySide(Path folder) {
        this.folder = folder;
    }

    /**
     * Answers until the standard input ends.
     *
     * @param arguments the folder
     * @throws Exception if an operation fails
     */
    public static void main(String[] arguments) throws Exception {
        SideBySide sides = new SideBySide(Path.of(arguments[0]));
        System.out.println("ready");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String question = questions.readLine();
        while (question != null) {
            System.out.println(sides.answer(question));
            question = questions.readLine();
        }
    }

    /**
     * Answers.
     *
     * @param question {@code surroundings}; {@code input NAME} or {@code forest NAME} or {@code network}, which make operations;
     *     {@code time OPERATION SECONDS}; {@code predictions NAME OPERATION FILE}
     * @return a line; of {@code time} the seconds of one operation
     */
    String answer(String question) throws Exception {
        String[] words = question.split(" ", -1);
        return switch (words[0]) {
            case "surroundings" -> surroundings();
            case "input" -> input(words[1]);
            case "forest" -> forest(words[1]);
            case "network" -> network();
            case "time" -> Double.toString(operation(words[1]).seconds(Double.parseDouble(words[2])));
            case "predictions" -> predictions(words[1], words[2], Path.of(words[3]));
            default -> throw new IllegalArgumentException("question " + question);
        };
    }

    private static String surroundings() {
        Surroundings here = Surroundings.here(Path.of(""));
        return here.kind() + "\t" + here.commit() + "\t" + here.markdown().replace("\n", "\t");
    }

    private Operation operation(String name) {
        Operation operation = operations.get(name);
        if (operation == null) {
            throw new IllegalArgumentException("operation " + name + "; expected one of " + operations.keySet());
        }
        return operation;
    }

    private String input(String name) throws IOException {
        Path file = folder.resolve(name).resolve("pw.in");
        Extraction extraction = new Extraction(file, false);
        operations.put(name + "/new", extraction);
        operations.put(name + "/known", new Extraction(file, true));
        return extraction.answer();
    }

    private String forest(String name) throws IOException, OrtException {
        Forests forest = new Forests(folder, name);
        forests.put(name, forest);
        operations.put(name + "/qeperf/row", forest::qeperfRow);
        operations.put(name + "/qeperf/rows", forest::qeperfRows);
        operations.put(name + "/smile/row", forest::smileRow);
        operations.put(name + "/smile/rows", forest::smileRows);
        operations.put(name + "/onnx/row", forest::onnxRow);
        operations.put(name + "/onnx/rows", forest::onnxRows);
        return "ready";
    }

    private String network() {
        DenseNetworkBenchmark network = new DenseNetworkBenchmark();
        network.prepare();
        operations.put("network/qeperf/row", network::single);
        operations.put("network/qeperf/rows", () -> network.batch()[0]);
        operations.put("network/dl4j/row", network::dl4jOutput);
        operations.put("network/dl4j/rows", () -> network.dl4jOutputBatch()[0]);
        return "ready";
    }

    /** Writes what all rows of a forest give as doubles. */
    private String predictions(String name, String operation, Path file) throws Exception {
        operation(operation).run();
        Forests forest = forests.get(name);
        if (forest == null) {
            throw new IllegalArgumentException("forest " + name + "; expected one of " + forests.keySet());
        }
        double[] values = forest.predictions();
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        Files.write(file, bytes.array());
        return "ready";
    }
}
