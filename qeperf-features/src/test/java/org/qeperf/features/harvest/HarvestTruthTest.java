package org.qeperf.features.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every field of real outputs, compared with {@link PlainReading}. The outputs are those of the folder of reference cases,
 * and of the folder that the system property {@code qeperf.references} names, if not the examples of Debian's package.
 */
class HarvestTruthTest {

    private static final Path TRUTH = Path.of(System.getProperty("qeperf.truth", "../../shared/truth"));

    private final List<String> differences = new ArrayList<>();
    private int outputs;
    private int fields;

    @Test
    void readsEveryFieldOfTheReferenceCases() throws IOException {
        assumeTrue(Files.isDirectory(TRUTH.resolve("cases")), "there are no reference cases");
        compareAll(TRUTH.resolve("cases"));
        assertTrue(outputs >= 1000, () -> outputs + " outputs");
    }

    @Test
    void readsEveryFieldOfOtherOutputs() throws IOException {
        Path folder = Path.of(System.getProperty("qeperf.references", "/usr/share/doc/quantum-espresso/examples"));
        assumeTrue(Files.isDirectory(folder), folder + " is not there");
        compareAll(folder);
        assertTrue(outputs > 0);
    }

    @Test
    void readsTheSameOfOutputsThatAreCutOff() throws IOException {
        assumeTrue(Files.isDirectory(TRUTH.resolve("cases")), "there are no reference cases");
        List<Path> files;
        try (Stream<Path> all = Files.walk(TRUTH.resolve("cases"))) {
            files = all.filter(file -> file.toString().endsWith(".out.gz"))
                    .sorted()
                    .toList();
        }
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] whole;
            try (InputStream in = PwOutputReader.open(file)) {
                whole = in.readAllBytes();
            }
            byte[] cut = Arrays.copyOf(whole, 200 + random.nextInt(whole.length - 200));
            int lines = new String(cut, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1;
            List<PwOutput> read = PwOutputReader.read("cut", new ByteArrayInputStream(cut));
            List<PwOutput> known = PwOutputReader.read("cut", new ByteArrayInputStream(cut, 0, lines));
            assertTrue(!known.isEmpty() && known.size() <= read.size(), file::toString);
            for (int run = 0; run < known.size(); run++) {
                assertEquals(known.get(run).contents(), read.get(run).contents(), file::toString);
                assertEquals(known.get(run).iterations(), read.get(run).iterations(), file::toString);
                assertEquals(known.get(run).times(), read.get(run).times(), file::toString);
            }
        }
    }

    private void compareAll(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("pw.in"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            compare(file);
        }
        System.getLogger("harvest")
                .log(System.Logger.Level.INFO, outputs + " outputs, " + fields + " fields of " + folder);
        assertEquals("", String.join("\n", differences.subList(0, Math.min(60, differences.size()))));
    }

    private void compare(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = PwOutputReader.open(file)) {
            bytes = in.readAllBytes();
        }
        List<PwOutput> read = PwOutputReader.read(file.toString(), new ByteArrayInputStream(bytes));
        List<PlainReading> plain = PlainReading.all(new String(bytes, StandardCharsets.UTF_8));
        same(file, "runs", String.valueOf(plain.size()), String.valueOf(read.size()));
        for (int i = 0; i < Math.min(read.size(), plain.size()); i++) {
            outputs++;
            compare(file, plain.get(i), read.get(i));
        }
    }

    private void same(Path file, String field, String expected, String actual) {
        fields++;
        if (!expected.equals(actual)) {
            differences.add(file.getFileName() + " of " + file.getParent().getFileName() + ": " + field + " is <"
                    + actual + "> instead of <" + expected + ">");
        }
    }

    private void compare(Path file, PlainReading plain, PwOutput read) {
        Map<String, String> actual = fields(read);
        if (plain.first("(Starting magnetic structure|- SPIN UP -)").length() > 1
                && plain.first("Program PWSCF +v\\.([1-4]\\.\\d|5\\.[0-2])").length() > 1
                && actual.get("noncollinear").isEmpty()) {
            String printed = plain.first("number of k points= *(\\d+)");
            if (plain.countsBothSpins()) {
                actual.put(
                        "kPoints", String.valueOf(2 * read.contents().kPoints().orElseThrow()));
            } else if (printed.length() == 3) {
                actual.put("kPoints", printed);
            }
        }
        plain.fields()
                .forEach((field, text) -> same(file, field, canonical(field, text), actual.getOrDefault(field, "")));
        same(
                file,
                "iterations per step",
                plain.iterationsPerStep().toString(),
                read.iterations().scfPerStep().toString());
        same(file, "clocks", plain.clocks().toString(), clocks(read).toString());
        fields += 3 * read.times().clocks().size();
        same(
                file,
                "plane waves",
                plain.planeWaves() < 0 ? "" : "" + plain.planeWaves(),
                text(read.contents().basis().planeWavesMax()));
        RunPotentials potentials = read.contents().potentials();
        if (potentials.betas().isPresent()) {
            plain.projectors().ifPresent(sums -> {
                same(file, "betas", "" + sums[0], text(potentials.betas()));
                same(file, "projectors", "" + sums[1], text(potentials.projectors()));
            });
        }
    }

    private static String canonical(String field, String text) {
        if (text.isEmpty()) {
            return field.equals("gpu") ? "false" : "";
        }
        return switch (field) {
            case "date" -> date(text);
            case "gpu" -> "true";
            case "symmetries" -> text.startsWith("No") ? "1" : text;
            case "diagonalization" -> text.equals("used") ? "1" : product(text);
            case "gamma" -> "true";
            case "noncollinear" -> "4";
            case "lsda" -> "2";
            case "memory", "memoryTotal" -> bytes(text);
            default -> text;
        };
    }

    private static String date(String text) {
        Matcher date = Pattern.compile("(\\d+)(\\w{3})(\\d{4}) at ([ \\d]\\d):([ \\d]\\d):([ \\d]\\d)")
                .matcher(text);
        assertTrue(date.matches(), text);
        int month = 1
                + List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
                        .indexOf(date.group(2));
        return LocalDateTime.of(
                        Integer.parseInt(date.group(3)),
                        month,
                        Integer.parseInt(date.group(1)),
                        Integer.parseInt(date.group(4).strip()),
                        Integer.parseInt(date.group(5).strip()),
                        Integer.parseInt(date.group(6).strip()))
                .toString();
    }

    private static String product(String text) {
        String[] factors = text.split("\\* *");
        return String.valueOf(Integer.parseInt(factors[0]) * Integer.parseInt(factors[1]));
    }

    private static String bytes(String text) {
        Matcher amount = Pattern.compile("([\\d.]+) *([kMGT])[bB]").matcher(text);
        assertTrue(amount.matches(), text);
        int power = 1 + "kMGT".indexOf(amount.group(2));
        return String.valueOf(Math.round(Double.parseDouble(amount.group(1)) * Math.pow(1024, power)));
    }

    private static Map<String, String> fields(PwOutput run) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", run.program().version().orElse(""));
        fields.put("date", run.program().started().map(LocalDateTime::toString).orElse(""));
        fields.put("gpu", String.valueOf(run.program().gpu()));
        fields.put("input", run.files().input().orElse(""));
        fields.put("save", run.files().saveFolder().orElse(""));
        fields.put("ranks", text(run.layout().ranks()));
        fields.put("threads", text(run.layout().threads()));
        fields.put("nodes", text(run.layout().nodes()));
        fields.put("diagonalization", text(run.layout().diagonalization()));
        RunContents contents = run.contents();
        fields.put("atoms", text(contents.atoms()));
        fields.put("species", text(contents.species()));
        fields.put("electrons", text(contents.electrons()));
        fields.put("states", text(contents.states()));
        fields.put("kPoints", text(contents.kPoints()));
        fields.put("symmetries", text(contents.symmetries()));
        fields.put("elements", String.join(" ", contents.elements()));
        fields.put(
                "gamma",
                contents.gammaOnly().filter(gamma -> gamma).map(gamma -> "true").orElse(""));
        fields.put("noncollinear", contents.spin().orElse(0) == 4 ? "4" : "");
        fields.put("lsda", contents.spin().orElse(0) == 2 ? "2" : "");
        fields.put("ecutwfc", text(contents.basis().ecutwfcRy()));
        fields.put("ecutrho", text(contents.basis().ecutrhoRy()));
        fields.put("volume", text(contents.basis().volumeBohr3()));
        fields.put("dense", text(contents.basis().dense()));
        fields.put(
                "smooth",
                contents.basis().smooth().equals(contents.basis().dense())
                        ? ""
                        : text(contents.basis().smooth()));
        fields.put("functional", contents.potentials().functional().orElse(""));
        fields.put("memory", text(run.memory().estimated()));
        fields.put("memoryTotal", text(run.memory().estimatedTotal()));
        fields.put("iterations", text(run.iterations().scf()));
        fields.put("davidson", run.iterations().davidson().toString());
        fields.put("images", groups(run.layout().images()));
        fields.put("pools", groups(run.layout().pools()));
        fields.put("bandGroups", groups(run.layout().bandGroups()));
        fields.put("taskGroups", groups(run.layout().taskGroups()));
        return fields;
    }

    private static String groups(OptionalInt groups) {
        return groups.orElse(1) == 1 ? "" : text(groups);
    }

    private static Map<String, String> clocks(PwOutput run) {
        Map<String, String> clocks = new LinkedHashMap<>();
        run.times()
                .clocks()
                .forEach((name, clock) -> clocks.put(
                        name,
                        seconds(clock.cpuSeconds()) + "/" + seconds(clock.wallSeconds()) + "/" + text(clock.calls())));
        return clocks;
    }

    private static String seconds(OptionalDouble seconds) {
        return seconds.isPresent() ? String.format(Locale.ROOT, "%.3f", seconds.getAsDouble()) : "";
    }

    private static String text(OptionalInt value) {
        return value.isPresent() ? String.valueOf(value.getAsInt()) : "";
    }

    private static String text(OptionalLong value) {
        return value.isPresent() ? String.valueOf(value.getAsLong()) : "";
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? String.valueOf(value.getAsDouble()) : "";
    }

    private static String text(Optional<RunGrid> grid) {
        return grid.map(g -> g.vectors() + " " + g.n1() + " " + g.n2() + " " + g.n3())
                .orElse("");
    }
}
