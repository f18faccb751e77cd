package org.qeperf.app.service.api.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.Workload;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.app.cli.ExampleInput;
import org.qeperf.app.service.api.Ask;
import org.qeperf.app.service.api.ExampleService;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Route;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.train.registry.ModelRegistry;

class InferenceEndpointTest {

    private static final String NAME = "pw-scf-any-machine";

    @TempDir
    private Path folder;

    private List<Route> routes = List.of();
    private ModelRegistry registry;
    private RuntimePredictor model;
    private double[][] rows = {};

    @BeforeEach
    void start() {
        registry = ExampleService.registry(folder);
        routes = ExampleService.routes(registry);
        model = registry.current().find(NAME);
        Workload workload = Extractors.find("pw.x")
                .read(new SimulationContents(
                        new FileContent("pw.in", ExampleInput.TEXT.getBytes(StandardCharsets.UTF_8)),
                        List.of(new FileContent(
                                "He.UPF", ExampleInput.PSEUDOPOTENTIAL.getBytes(StandardCharsets.UTF_8))),
                        java.util.Optional.empty()));
        rows = new double[][] {row(workload, 1), row(workload, 4), row(workload, 16)};
    }

    private double[] row(Workload workload, int tasks) {
        return workload.features(model.schema(), new Layout(2, tasks, 1, 2), new Machine("m", 16, 1L << 36))
                .toArray();
    }

    private Reply infer(Ask ask) {
        return ask.of(routes, "POST", "/v2/models/" + NAME + "/infer");
    }

    private Reply infer(String body) {
        return infer(Ask.nothing().body(body));
    }

    private static String error(int status, Reply reply) {
        assertEquals(status, reply.status(), () -> ExampleService.text(reply));
        return ExampleService.json(reply).get("error").textValue();
    }

    private static String list(double[] values) {
        return Arrays.toString(values);
    }

    private String flat() {
        return Arrays.stream(rows)
                .map(r -> list(r).replaceAll("[\\[\\]]", ""))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String nested() {
        return Arrays.stream(rows).map(InferenceEndpointTest::list).collect(Collectors.joining(",", "[", "]"));
    }

    private String tensor(String data) {
        return "{\"name\":\"x\",\"shape\":[3," + model.schema().size() + "],\"datatype\":\"FP64\",\"data\":" + data
                + "}";
    }

    private double[] expected() {
        double[] expected = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            expected[i] =
                    model.predict(new FeatureVector(model.schema(), rows[i])).value();
        }
        return expected;
    }

    private static double[] data(JsonNode output) {
        double[] values = new double[output.get("data").size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = output.get("data").get(i).doubleValue();
        }
        return values;
    }

    private void assertPredicted(Reply reply) {
        assertEquals(200, reply.status(), () -> ExampleService.text(reply));
        JsonNode answer = ExampleService.json(reply);
        assertEquals(NAME, answer.get("model_name").textValue());
        assertEquals("1", answer.get("model_version").textValue());
        assertEquals(1, answer.get("outputs").size());
        JsonNode output = answer.get("outputs").get(0);
        assertEquals("prediction", output.get("name").textValue());
        assertEquals("FP64", output.get("datatype").textValue());
        assertEquals("[3]", output.get("shape").toString());
        assertArrayEquals(expected(), data(output));
    }

    @Test
    void takesRowsFlatAndNestedAndInAnyOrderOfMembers() {
        assertPredicted(infer("{\"inputs\":[" + tensor(flat()) + "]}"));
        assertPredicted(
                infer("{\"model_name\":\"x\",\"inputs\":[" + tensor(nested()) + "],\"parameters\":{\"priority\":1}}"));
        assertPredicted(infer("{\"inputs\":[{\"data\":" + nested() + ",\"datatype\":\"FP32\",\"shape\":[3,"
                + model.schema().size() + "],\"name\":\"x\"}]}"));
    }

    @Test
    void takesAColumnForEachFeature() {
        List<String> inputs = new ArrayList<>();
        FeatureSchema schema = model.schema();
        for (int c = 0; c < schema.size(); c++) {
            String shape = c % 2 == 0 ? "[3]" : "[3,1]";
            inputs.add(
                    0,
                    "{\"name\":\"" + schema.features().get(c).name() + "\",\"shape\":" + shape
                            + ",\"datatype\":\"FP64\",\"data\":[" + rows[0][c] + "," + rows[1][c] + "," + rows[2][c]
                            + "]}");
        }
        assertPredicted(infer("{\"inputs\":" + inputs + "}"));
        inputs.remove(0);
        String last = schema.features().get(schema.size() - 1).name();
        assertEquals(
                "input '" + last + "' is missing; expected one tensor of " + schema.size()
                        + " columns, or one input for each feature of schema " + schema.name(),
                error(400, infer("{\"inputs\":" + inputs + "}")));
    }

    @Test
    void saysTheIdAgainAndGivesIntervals() {
        JsonNode answer = ExampleService.json(infer("{\"id\":\"mine\",\"parameters\":{\"level\":0.5},\"inputs\":["
                + tensor(flat()) + "],\"outputs\":[{\"name\":\"upper\"},{\"name\":\"lower\"}]}"));
        assertEquals("mine", answer.get("id").textValue());
        for (int i = 0; i < rows.length; i++) {
            var interval =
                    model.predict(new FeatureVector(model.schema(), rows[i])).interval(0.5);
            assertEquals(interval.upper(), data(answer.at("/outputs/0"))[i]);
            assertEquals(interval.lower(), data(answer.at("/outputs/1"))[i]);
        }
    }

    @Test
    void tensorsCanBeBinaryBothWays() {
        int columns = model.schema().size();
        ByteBuffer bytes = ByteBuffer.allocate(3 * columns * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] row : rows) {
            Arrays.stream(row).forEach(bytes::putDouble);
        }
        String head = "{\"inputs\":[{\"name\":\"x\",\"shape\":[3," + columns
                + "],\"datatype\":\"FP64\",\"parameters\":{\"binary_data_size\":" + bytes.capacity()
                + "}}],\"parameters\":{\"binary_data_output\":true}}";
        Reply reply = infer(Ask.nothing()
                .body(head)
                .body(bytes.array())
                .header("inference-header-content-length", Integer.toString(head.length())));
        assertEquals(200, reply.status(), () -> ExampleService.text(reply));
        assertEquals("application/octet-stream", reply.type());
        int json = Integer.parseInt(reply.headers().get("Inference-Header-Content-Length"));
        assertEquals(
                "{\"model_name\":\"" + NAME + "\",\"model_version\":\"1\",\"outputs\":[{\"name\":\"prediction\","
                        + "\"datatype\":\"FP64\",\"shape\":[3],\"parameters\":{\"binary_data_size\":24}}]}",
                new String(reply.body(), 0, json, StandardCharsets.UTF_8));
        double[] values = new double[3];
        ByteBuffer.wrap(reply.body(), json, 24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(values);
        assertArrayEquals(expected(), values);
        assertEquals(
                "binary_data_size of input 'x' is " + bytes.capacity() + ", 8 bytes are left; expected no more, and a"
                        + " multiple of 8",
                error(
                        400,
                        infer(Ask.nothing()
                                .body(head)
                                .body(new byte[8])
                                .header("inference-header-content-length", Integer.toString(head.length())))));
    }

    /** An output's own wish wins over that of the request. */
    @Test
    void anOutputCanBeJsonBesideOthersInBinary() {
        Reply reply = infer("{\"inputs\":[" + tensor(flat()) + "],\"parameters\":{\"binary_data_output\":true},"
                + "\"outputs\":[{\"name\":\"prediction\",\"parameters\":{\"binary_data\":false}}]}");
        assertPredicted(reply);
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL, 01, 1",
        "UINT8, ff, 255",
        "UINT16, ffff, 65535",
        "UINT32, ffffffff, 4294967295",
        "UINT64, ffffffffffffffff, 18446744073709551616",
        "INT8, ff, -1",
        "INT16, feff, -2",
        "INT32, fdffffff, -3",
        "INT64, fcffffffffffffff, -4",
        "FP16, 003c, 1",
        "FP16, 00c4, -4",
        "FP16, 0100, 5.960464477539063e-8",
        "FP16, ff7b, 65504",
        "FP16, 007c, Infinity",
        "FP16, 017c, NaN",
        "BF16, 803f, 1",
        "FP32, 0000c03f, 1.5",
        "FP64, 000000000000f83f, 1.5"
    })
    void readsEveryKindOfNumber(DataType type, String hex, double value) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        assertEquals(type.bytes(), bytes.length);
        assertEquals(value, type.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the body is empty; expected a JSON object",
                "[] | the body is '['; expected a JSON object",
                "{ | line 1, column 2: this is not JSON; expected a request for inference",
                "{} x | line 1, column 4: this is not JSON; expected a request for inference",
                "{} 1 | something follows the JSON object; expected nothing, or Inference-Header-Content-Length and binary"
                        + " data",
                "{} | inputs is missing or empty; expected at least one input",
                "{\"inputs\":[]} | inputs is missing or empty; expected at least one input",
                "{\"inputs\":{}} | inputs is '{'; expected an array",
                "{\"inputs\":[1]} | an input is '1'; expected a JSON object",
                "{\"id\":1} | id is '1'; expected text",
                "{\"parameters\":{\"level\":\"x\"}} | level is 'x'; expected a number such as 0.9",
                "{\"parameters\":{\"binary_data_output\":1}} | binary_data_output is '1'; expected true or false",
                "{\"inputs\":[{\"name\":\"x\"}]} | datatype of input 'x' is ''; expected one of BOOL, UINT8, UINT16,"
                        + " UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, BF16, FP32, FP64",
                "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP64\"}]} | input 'x' has no shape; expected rows, or rows"
                        + " and columns",
                "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP64\",\"shape\":[1]}]} | input 'x' has no data; expected"
                        + " numbers",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[]}]} | shape of input 'x' is empty; expected rows, or rows and"
                        + " columns",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":1}]} | shape of input 'x' is no array; expected one or two whole"
                        + " numbers",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,1,1]}]} | shape of input 'x' has more than two numbers; expected"
                        + " rows, or rows and columns",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[-1]}]} | shape of input 'x' has '-1'; expected a whole number from"
                        + " 0 to 2147483647",
                "{\"inputs\":[{\"name\":\"x\",\"data\":1}]} | data of input 'x' is no array; expected numbers, flat or in"
                        + " rows",
                "{\"inputs\":[{\"name\":\"x\",\"data\":[\"a\"]}]} | element 0 of data of input 'x' is 'a'; expected a"
                        + " number",
                "{\"inputs\":[{\"name\":\"x\",\"data\":[NaN]}]} | line 1, column 35: this is not JSON; expected a request"
                        + " for inference",
                "{\"inputs\":[{\"name\":\"x\",\"data\":[[[1]]]}]} | data of input 'x' has more than two dimensions;"
                        + " expected rows of numbers",
                "{\"inputs\":[{\"name\":\"x\",\"data\":[1,[2]]}]} | data of input 'x' has rows beside numbers; expected"
                        + " rows of numbers or numbers",
                "{\"inputs\":[{\"name\":\"x\",\"data\":[[1],[2,3]]}]} | data of input 'x' has a row of 2 numbers; expected"
                        + " rows of equal length",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[2],\"datatype\":\"FP64\",\"data\":[1]}]} | shape of input 'x' is"
                        + " [2], data has 1 numbers; expected as many",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[2],\"datatype\":\"FP64\",\"data\":[[1,2]]}]} | shape of input 'x'"
                        + " is [2], data has 2 numbers in rows of 2; expected as many",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1e999]}]} | element 0 of data of"
                        + " input 'x' is Infinity; expected a finite number",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"INT8\",\"data\":[1.5]}]} | input 'x' has"
                        + " fractions or exponents in data of INT8; expected whole numbers",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[true]}]} | input 'x' has truth"
                        + " values in data of FP64; expected numbers",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP16\",\"data\":[1]}]} | input 'x' has data of"
                        + " FP16 in JSON; expected binary data",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1],"
                        + "\"parameters\":{\"binary_data_size\":0}}]} | input 'x' has data and binary_data_size; expected one"
                        + " of them"
            })
    void refusesWhatIsWrong(String body, String error) {
        assertEquals(error, error(400, infer(body)));
    }

    /** Bytes that this thread takes while something runs. */
    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void shapesTakeNoMemoryBeforeTheirNumbers() {
        String inputs = "{\"shape\":[2147483647],\"data\":[]},".repeat(999) + "{\"shape\":[1],\"data\":[1]}";
        String body = "{\"inputs\":[" + inputs + "]}";
        long bytes = allocated(() -> assertEquals(
                "datatype of input '' is ''; expected one of BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64,"
                        + " FP16, BF16, FP32, FP64",
                error(400, infer(body))));
        assertTrue(bytes < 10_000_000, bytes + " bytes");
        assertEquals(
                "the request has more than 1000 inputs; expected fewer, or several requests",
                error(413, infer("{\"inputs\":[" + "{},".repeat(1000) + "{}]}")));
    }

    @Test
    void columnsTakeNoMemoryBeforeAllAreThere() {
        int rows = 1_000_000;
        String head =
                "{\"inputs\":[{\"name\":\"" + model.schema().features().get(0).name() + "\",\"shape\":[" + rows
                        + "],\"datatype\":\"UINT8\",\"parameters\":{\"binary_data_size\":" + rows + "}}]}";
        long bytes = allocated(() -> assertEquals(
                "input '" + model.schema().features().get(1).name() + "' is missing; expected one tensor of "
                        + model.schema().size() + " columns, or one input for each feature of schema "
                        + model.schema().name(),
                error(
                        400,
                        infer(Ask.nothing()
                                .body(head)
                                .body(new byte[rows])
                                .header("inference-header-content-length", Integer.toString(head.length()))))));
        assertTrue(bytes < 30_000_000, bytes + " bytes");
    }

    @Test
    void refusesMoreNumbersThanItHolds() {
        String error = "the request has more than 4194304 numbers; expected fewer, or several requests";
        int size = 1 + (4 << 20);
        String head = "{\"inputs\":[{\"name\":\"x\",\"shape\":[" + size
                + "],\"datatype\":\"BOOL\",\"parameters\":{\"binary_data_size\":" + size + "}}]}";
        long bytes = allocated(() -> assertEquals(
                error,
                error(
                        413,
                        infer(Ask.nothing()
                                .body(head)
                                .body(new byte[size])
                                .header("inference-header-content-length", Integer.toString(head.length()))))));
        assertTrue(bytes < 30_000_000, bytes + " bytes");
        assertEquals(
                error, error(413, infer("{\"inputs\":[{\"name\":\"x\",\"data\":[" + "1,".repeat(4 << 20) + "1]}]}")));
    }

    @Test
    void refusesMoreNamesThanAnyRequestHas() {
        String names = IntStream.rangeClosed(0, 20_000)
                .mapToObj(i -> "\"" + i + "\":0")
                .collect(Collectors.joining(","));
        String error = "the request has more than 20000 members; expected fewer, or several requests";
        assertEquals(error, error(413, infer("{" + names + "}")));
        assertEquals(error, error(413, infer("{\"other\":[{" + names + "}]}")));
        assertEquals(
                "the request has more than 100 outputs; expected fewer, or several requests",
                error(413, infer("{\"outputs\":[" + "{},".repeat(100) + "{}]}")));
    }

    /** The interval of a row does not change what is predicted for it. */
    @Test
    void givesPredictionsBesideIntervals() {
        JsonNode answer = ExampleService.json(infer(
                "{\"inputs\":[" + tensor(flat()) + "],\"outputs\":[{\"name\":\"lower\"},{\"name\":\"prediction\"}]}"));
        assertArrayEquals(expected(), data(answer.at("/outputs/1")));
    }

    @Test
    void refusesRowsOfOtherWidth() {
        assertEquals(
                "input 'x' has rows of 2 numbers; expected " + model.schema().size() + ", the features of schema "
                        + model.schema().name(),
                error(
                        400,
                        infer("{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP64\",\"data\":[1,2]}]}")));
    }

    @Test
    void saysWhichRowAModelRefuses() {
        PortableModel logarithmic = registry.current().versions().stream()
                .map(version ->
                        (PortableModel) registry.current().find(version.model().toString()))
                .filter(any -> any.preparation().isLogarithmic(0))
                .findFirst()
                .orElseThrow();
        double[] values = new double[2 * logarithmic.schema().size()];
        Arrays.fill(values, 1);
        values[logarithmic.schema().size()] = -1;
        Reply reply = Ask.nothing()
                .body("{\"inputs\":[{\"name\":\"x\",\"shape\":[2,"
                        + logarithmic.schema().size() + "],\"datatype\":\"FP64\",\"data\":" + list(values) + "}]}")
                .of(routes, "POST", "/v2/models/" + logarithmic.model().name() + "/infer");
        assertEquals(
                "row 1: feature " + logarithmic.schema().features().get(0).name() + " is -1.0; expected at least 0",
                error(400, reply));
    }

    @Test
    void refusesWishesThatItCannotMeet() {
        assertEquals(
                "there is no output 'mean'; expected one of prediction, lower, upper",
                error(400, infer("{\"inputs\":[" + tensor(flat()) + "],\"outputs\":[{\"name\":\"mean\"}]}")));
        assertEquals(
                "level is 1.0; expected between 0 and 1, such as 0.9",
                error(400, infer("{\"inputs\":[" + tensor(flat()) + "],\"parameters\":{\"level\":1}}")));
        assertEquals(
                "Inference-Header-Content-Length is '9'; expected a whole number from 0 to 2, the length of the body",
                error(400, infer(Ask.nothing().body("{}").header("inference-header-content-length", "9"))));
    }

    @Test
    void describesServerAndModels() {
        assertEquals(
                "{\"name\":\"qeperf\",\"version\":\"1\",\"extensions\":[\"binary_tensor_data\"]}",
                ExampleService.text(Ask.nothing().of(routes, "GET", "/v2")));
        for (String path : List.of("live", "ready")) {
            assertEquals(
                    "{\"live\":true,\"ready\":true}",
                    ExampleService.text(Ask.nothing().of(routes, "GET", "/v2/health/" + path)));
        }
        JsonNode metadata = ExampleService.json(Ask.nothing().of(routes, "GET", "/v2/models/" + NAME));
        assertEquals(
                "[{\"name\":\"features\",\"datatype\":\"FP64\",\"shape\":[-1,"
                        + model.schema().size() + "]}]",
                metadata.get("inputs").toString());
        assertEquals("[\"1\"]", metadata.get("versions").toString());
        assertEquals(
                model.schema().size(),
                metadata.at("/parameters/features").textValue().split(",").length);
        assertEquals(
                6,
                ExampleService.json(Ask.nothing().of(routes, "POST", "/v2/repository/index"))
                        .size());
    }

    @Test
    void aServiceThatCannotPredictIsNotReady() {
        List<Route> idle = new InferenceEndpoint(
                        () -> {
                            throw new AssertionError("not asked");
                        },
                        () -> false,
                        "1",
                        rows -> {})
                .routes();
        Reply reply = Ask.nothing().of(idle, "GET", "/v2/health/ready");
        assertEquals(503, reply.status());
        assertEquals("{\"live\":true,\"ready\":false}", ExampleService.text(reply));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ready"})
    void aModelIsFoundByNameAndVersion(String what) {
        assertEquals(
                200,
                Ask.nothing()
                        .of(routes, "GET", "/v2/models/" + NAME + "/versions/1" + what)
                        .status());
        String error = error(404, Ask.nothing().of(routes, "GET", "/v2/models/" + NAME + "/versions/7" + what));
        assertEquals("there is no model '" + NAME + "@7'; known are ", error.replaceAll("known are .*", "known are "));
    }
}
