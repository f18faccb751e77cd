package org.qeperf.app.service.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.feature.FileContent;

/** Forms of both types, well made and not. */
class FormReaderTest {

    private static final String TYPE = "multipart/form-data; boundary=B";
    private static final String GOOD = part("name=\"nodes\"", "2")
            + part("name=\"nodes\"", "4")
            + part("name=\"input\"; filename=\"si.in\"\r\nContent-Type: text/plain", "&control\n/\n")
            + part("name=\"pseudos\"; filename=\"Si.UPF\"", "a")
            + part("name=\"pseudos\"; filename=\"O.UPF\"", "\r\n--C\r\n")
            + "--B--\r\n";

    private static String part(String disposition, String content) {
        return "--B\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private static Form read(String type, byte[] body) {
        return FormReader.read(new Request("POST", "/", Map.of(), Map.of(), Map.of("content-type", type), body));
    }

    private static Form read(String body) {
        return read(TYPE, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String refused(String type, String body) {
        Problem problem = assertThrows(Problem.class, () -> read(type, body.getBytes(StandardCharsets.UTF_8)));
        return problem.status() + " " + problem.getMessage();
    }

    @Test
    void readsFieldsAndFilesInTheirOrder() {
        Form form = read(GOOD);
        assertEquals(Map.of("nodes", List.of("2", "4")), form.fields());
        assertEquals(
                List.of("Si.UPF", "O.UPF"),
                form.files("pseudos").stream().map(FileContent::name).toList());
        assertArrayEquals(
                "\r\n--C\r\n".getBytes(StandardCharsets.UTF_8),
                form.files("pseudos").get(1).bytes());
        assertArrayEquals(
                "&control\n/\n".getBytes(StandardCharsets.UTF_8),
                form.files("input").get(0).bytes());
    }

    @Test
    void readsWhatOtherClientsSend() {
        assertEquals(
                Map.of("a", List.of("")),
                read("--B\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--B--")
                        .fields());
        assertEquals(
                Map.of("a", List.of("")),
                read("--B\r\nContent-Disposition: form-data; name=a\r\n\r\n--B--")
                        .fields());
        assertEquals(
                Map.of("a", List.of("1")),
                read("preamble\r\n--B  \r\ncontent-disposition:form-data;NAME=\"a\"\r\n\r\n1\r\n--B--epilogue")
                        .fields());
        assertEquals(
                Map.of("é\"", List.of("ü")),
                read(part("name=\"é%22\"", "ü") + "--B--").fields());
        assertEquals(
                0, read(part("name=\"f\"; filename=\"\"", "") + "--B--").files().size());
        assertEquals(
                Map.of("a b", List.of("c+d", ""), "e", List.of("")),
                read(
                                "application/x-www-form-urlencoded; charset=utf-8",
                                "a+b=c%2Bd&&a+b&e=".getBytes(StandardCharsets.UTF_8))
                        .fields());
        assertEquals(
                0,
                FormReader.read(new Request("POST", "/", Map.of(), Map.of(), Map.of(), new byte[0]))
                        .fields()
                        .size());
    }

    @Test
    void spaceAfterTheLastParameterDoesNotMatter() {
        assertEquals(
                Map.of("c", "d"), MediaType.read("a/b; c=d; \t ").orElseThrow().parameters());
        assertEquals(Map.of(), MediaType.read("a/b; ").orElseThrow().parameters());
        assertEquals(Optional.empty(), MediaType.read("a/b; c "));
    }

    @Test
    void manyParametersTakeNoLongerEachThanFew() {
        String many =
                IntStream.range(0, 300_000).mapToObj(i -> "; a" + i + "=b").collect(Collectors.joining("", "a/b", " "));
        MediaType type = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> MediaType.read(many).orElseThrow());
        assertEquals(300_000, type.parameters().size());
    }

    @ParameterizedTest
    @CsvSource({
        "filename=\"/home/x/si.in\",si.in",
        "filename=\"C:\\work\\si.in\",si.in",
        "filename=\"../../etc/passwd\",passwd",
        "filename=si.in,si.in",
        "filename=\"a\\\"b\",a\"b",
        "filename=\"a%22b\",a\"b",
        "filename=\"x\"; filename*=utf-8''%C3%A9.UPF,é.UPF"
    })
    void keepsTheLastPartOfAFileName(String disposition, String name) {
        Form form = read(part("name=\"f\"; " + disposition, "1") + "--B--");
        assertEquals(name, form.files("f").get(0).name());
    }

    @Test
    void refusesBadNames() {
        for (String name : List.of("..", ".", "/", "a/", " ", "a\tb", "x".repeat(256))) {
            String text = refused(TYPE, part("name=\"f\"; filename=\"" + name + "\"", "1") + "--B--");
            assertTrue(
                    text.startsWith("400 a file of field 'f' is called '")
                            && text.endsWith(
                                    "'; expected a file name of 1 to 255 characters without control characters"),
                    text);
        }
        assertEquals(
                "400 a field is called ''; expected a name of 1 to 255 characters without control characters",
                refused(TYPE, part("name=\"\"", "1") + "--B--"));
        assertEquals(
                "400 the file name 'latin1''x' has another charset; expected UTF-8",
                refused(TYPE, part("name=\"f\"; filename*=latin1''x", "1") + "--B--"));
    }

    @Test
    void saysWhatIsMalformed() {
        assertEquals(
                "415 Content-Type is 'text/plain'; expected multipart/form-data or application/x-www-form-urlencoded",
                refused("text/plain", "x"));
        assertEquals(
                "400 Content-Type has no boundary; expected multipart/form-data; boundary=...",
                refused("multipart/form-data", "x"));
        assertEquals(
                "400 the boundary is 'é'; expected 1 to 70 printable characters that do not end in a space",
                refused("multipart/form-data; boundary=é", "x"));
        assertEquals(
                "400 byte 4 of the form: it ends without its boundary; expected '--B--' at the end",
                refused(TYPE, "abcd"));
        assertEquals(
                "400 byte 3 of the form: something follows a boundary; expected a line end", refused(TYPE, "--Bx\r\n"));
        assertEquals(
                "400 byte 5 of the form: the header 'abc' of a part; expected each name once, a colon and a value",
                refused(TYPE, "--B\r\nabc\r\n\r\n1\r\n--B--"));
        assertEquals(
                "400 byte 8 of the form: the headers of a part do not end; expected lines that end in CR LF, then an empty"
                        + " one",
                refused(TYPE, "--B\r\nabc"));
        assertEquals(
                "400 byte 5 of the form: the headers of a part take more than 16384 bytes; expected fewer",
                refused(TYPE, "--B\r\nA: " + "x".repeat(20_000) + "\r\n\r\n1\r\n--B--"));
        assertEquals(
                "400 byte 13 of the form: a part without a readable Content-Disposition; expected form-data;"
                        + " name=\"...\"",
                refused(TYPE, "--B\r\nA: b\r\n\r\n1\r\n--B--"));
        assertEquals(
                "400 byte 41 of the form: a part without a name; expected Content-Disposition: form-data; name=\"...\"",
                refused(TYPE, "--B\r\nContent-Disposition: form-data; \r\n\r\n1\r\n--B--"));
        assertEquals(
                "400 the form has more than 100 parts; expected fewer",
                refused(TYPE, part("name=\"a\"", "1").repeat(101) + "--B--"));
    }

    @Test
    void saysWhatIsNotUtf8() {
        byte[] latin = (part("name=\"a\"", "\u00e9") + "--B--").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "field 'a' is not UTF-8; expected text encoded as UTF-8, or a file name with it",
                assertThrows(Problem.class, () -> read(TYPE, latin)).getMessage());
        byte[] header = "--B\r\n\u00e9: x\r\n\r\n1\r\n--B--".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "byte 5 of the form: the header of a part is not UTF-8; expected UTF-8",
                assertThrows(Problem.class, () -> read(TYPE, header)).getMessage());
        byte[] urlEncoded = {'a', '=', (byte) 0xe9};
        assertEquals(
                "the form is not UTF-8; expected text encoded as UTF-8",
                assertThrows(Problem.class, () -> read("application/x-www-form-urlencoded", urlEncoded))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%4", "a=%", "a=%g0", "a=%é"})
    void refusesBadEscapes(String body) {
        assertEquals(
                "400 a value of the form has the escape '" + body.substring(2)
                        + "'; expected a percent sign and two hexadecimal digits",
                refused("application/x-www-form-urlencoded", body));
    }

    @Test
    void refusesTextThatBelongsInAFile() {
        String most = "x".repeat(2 << 20);
        String error =
                "413 the fields of the form take more than 2097152 bytes; expected fewer, and long texts as files of"
                        + " multipart/form-data";
        assertEquals(most, read(part("name=\"a\"", most) + "--B--").field("a").orElse(""));
        assertEquals(error, refused(TYPE, part("name=\"a\"", most) + part("name=\"b\"", "y") + "--B--"));
        assertEquals(error, refused("application/x-www-form-urlencoded", most + "y"));
        assertEquals(
                1 + (2 << 20),
                read(part("name=\"f\"; filename=\"g\"", most + "y") + "--B--")
                        .files("f")
                        .get(0)
                        .bytes()
                        .length);
    }

    @Test
    void readsDigitsOfEscapesInAsciiOnly() {
        Problem problem = assertThrows(Problem.class, () -> UrlText.decode("%\u0664\u0661", false, "the address"));
        assertTrue(String.valueOf(problem.getMessage()).startsWith("the address has the escape '%\u0664"));
        assertEquals("A é+", UrlText.decode("%41%20%c3%a9+", false, "it"));
        assertEquals("é A", UrlText.decode("é+A", true, "it"));
    }

    @Test
    void refusesTooManyPairsAndEscapesThatAreNoText() {
        assertEquals(
                "400 the form has more than 100 values; expected fewer",
                refused("application/x-www-form-urlencoded", "a=1&".repeat(101)));
        assertEquals(
                "400 a name of the form is not UTF-8; expected text encoded as UTF-8",
                refused("application/x-www-form-urlencoded", "%ff=1"));
    }

    @Test
    void mutatedFormsGiveAFormOrAProblem() {
        Random random = new Random(1);
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        String dangerous = "\r\n-B:;=\"\\%\0 \u00ff";
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] body = good.clone();
            for (int k = random.nextInt(6); k >= 0; k--) {
                body[random.nextInt(body.length)] = random.nextBoolean()
                        ? (byte) dangerous.charAt(random.nextInt(dangerous.length()))
                        : (byte) random.nextInt();
            }
            if (random.nextInt(4) == 0) {
                body = Arrays.copyOf(body, random.nextInt(body.length));
            }
            try {
                read(TYPE, body);
            } catch (Problem problem) {
                assertEquals(400, problem.status());
                refused++;
            }
        }
        assertTrue(refused > 5000 && refused < 20_000, refused + " refused");
    }
}
