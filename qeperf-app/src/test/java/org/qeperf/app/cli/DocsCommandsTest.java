package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.app.service.ServeCommand;
import org.qeperf.runtime.machine.Machines;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Commands that the documentation shows exist as they are written; those that are quick are run. */
class DocsCommandsTest {

    /** These answer within two seconds and change nothing; they are run where the repository has all files that they name. */
    private static final Set<String> QUICK = Set.of(
            "features",
            "predict",
            "machine list",
            "machine show",
            "machine check",
            "models list",
            "models show",
            "models explain",
            "models algorithms",
            "models export",
            "script",
            "script check",
            "script modules",
            "script template",
            "advise",
            "deploy systemd",
            "deploy nginx",
            "--version",
            "--help");

    private static final Pattern FILE = Pattern.compile(
            ".*\\.(in|json|jsonl|gz|yaml|csv|qeperf|onnx|sh|x)|DIR|FILE|NAME|MACHINE|pseudo|deployment");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^(?:Example: | +)(qeperf .*)$");
    private static final Pattern OUTPUT = Pattern.compile("-o|--output|--plot");
    private static final Set<String> SHELL = Set.of("", "sh", "bash", "shell", "console");
    private static final Path ROOT = MarkdownPage.ROOT;

    private static final Map<List<String>, Ran> KNOWN = new HashMap<>();

    private static List<MarkdownPage> pages = List.of();

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() {
        pages = MarkdownPage.all();
    }

    @Test
    void everyCommandOfABlockParses() {
        List<String> refused = new ArrayList<>();
        int commands = 0;
        for (ShellLine line : blocks(pages)) {
            if (line.isOurs()) {
                commands++;
                refusal(line, ParameterException.class).ifPresent(refused::add);
            }
        }
        assertTrue(commands > 60, commands + " commands");
        assertEquals("", String.join("\n", refused));
    }

    /** The examples that {@code --help} shows, which the page of commands repeats. */
    @Test
    void everyExampleOfHelpParses() {
        MarkdownPage page = MarkdownPage.read(ROOT.resolve("docs/command-line.md"));
        List<String> refused = new ArrayList<>();
        int commands = 0;
        for (MarkdownPage.Block block : page.blocks()) {
            String text = String.join("\n", block.lines()).replaceAll("\\\\\n *", "");
            for (Matcher example = EXAMPLE.matcher(text); example.find(); ) {
                commands++;
                ShellLine line =
                        ShellLine.of(page.place(block.line()), example.group(1)).get(0);
                refusal(line, ParameterException.class).ifPresent(refused::add);
            }
        }
        assertTrue(commands > 30, commands + " commands");
        assertEquals("", String.join("\n", refused));
    }

    /** Within a sentence a command may be cut short, but names only what there is. */
    @Test
    void everyCommandWithinALineNamesWhatThereIs() {
        List<String> refused = new ArrayList<>();
        int commands = 0;
        for (ShellLine line : spans(pages)) {
            if (line.isOurs()) {
                commands++;
                refusal(line, UnmatchedArgumentException.class).ifPresent(refused::add);
            }
        }
        assertTrue(commands > 60, commands + " commands");
        assertEquals("", String.join("\n", refused));
    }

    private static Optional<String> refusal(ShellLine line, Class<? extends ParameterException> kind) {
        try {
            commands().parseArgs(line.arguments().toArray(String[]::new));
        } catch (ParameterException e) {
            if (kind.isInstance(e)) {
                return Optional.of(line.place() + ": " + String.join(" ", line.words()) + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static CommandLine commands() {
        return QePerf.line("", ServeCommand.class);
    }

    @Test
    void quickCommandsEndWell() {
        List<String> failed = new ArrayList<>();
        int ran = 0;
        for (MarkdownPage page : pages) {
            Map<String, Path> made = new HashMap<>();
            for (ShellLine line : blocks(List.of(page))) {
                List<String> arguments = located(line, made);
                if (!arguments.isEmpty()) {
                    ran++;
                    Ran result = run(arguments);
                    if (result.status != 0) {
                        failed.add(line.place() + ": " + result.status + ": " + result.err);
                    }
                }
            }
        }
        assertTrue(ran > 15, ran + " commands");
        assertEquals("", String.join("\n", failed));
    }

    /**
     * A block of one command that ends with what it prints, or that stands right above a fence without a language, shows its output; a
     * line {@code ...} stands for any lines. The line about the machine at hand is not compared, and nothing where that has
     * another number of cores than the one on which the pages were written.
     */
    @Test
    void shownOutputIsWhatIsPrinted() {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        int known = Machines.local().coresPerNode();
        for (MarkdownPage page : pages) {
            Map<String, Path> made = new HashMap<>();
            for (int i = 0; i < page.blocks().size(); i++) {
                MarkdownPage.Block block = page.blocks().get(i);
                List<ShellLine> lines = SHELL.contains(block.language()) ? commandsOf(page, block) : List.of();
                List<String> arguments = List.of();
                for (ShellLine line : lines) {
                    arguments = located(line, made);
                }
                List<String> shown = shown(page, i, lines.size());
                boolean here = !arguments.contains("--machine");
                if (shown.isEmpty() || arguments.isEmpty() || here && known != 2) {
                    continue;
                }
                compared++;
                List<String> printed = run(arguments).out.lines().toList();
                if (!matches(shown, printed)) {
                    differences.add(page.place(block.line()) + " prints\n" + String.join("\n", printed));
                }
            }
        }
        assertTrue(compared > 3 || known != 2, compared + " outputs");
        assertEquals("", String.join("\n", differences));
    }

    private static List<String> shown(MarkdownPage page, int number, int commands) {
        MarkdownPage.Block block = page.blocks().get(number);
        if (commands != 1) {
            return List.of();
        }
        if (block.lines().get(0).startsWith("$ ")) {
            return block.lines().subList(1, block.lines().size());
        }
        if (number + 1 == page.blocks().size()) {
            return List.of();
        }
        MarkdownPage.Block next = page.blocks().get(number + 1);
        boolean adjacent = next.before().equals(block.before()) && next.line() - block.end() <= 3;
        return adjacent && next.language().isEmpty() && commandsOf(page, next).isEmpty() ? next.lines() : List.of();
    }

    private static boolean matches(List<String> shown, List<String> printed) {
        int at = 0;
        boolean any = false;
        for (String line : shown) {
            if (line.strip().equals("...")) {
                any = true;
                continue;
            }
            while (any && at < printed.size() && !same(line, printed.get(at))) {
                at++;
            }
            if (at == printed.size() || !same(line, printed.get(at))) {
                return false;
            }
            any = false;
            at++;
        }
        return any || at == printed.size();
    }

    private static boolean same(String shown, String printed) {
        boolean machine = shown.startsWith("machine ") && shown.contains(" local ");
        return machine || shown.stripTrailing().equals(printed.stripTrailing());
    }

    /** The arguments with files of the repository where they are and outputs in a folder of the test; nothing if it is not to be run. */
    private List<String> located(ShellLine line, Map<String, Path> made) {
        List<String> words = line.arguments();
        boolean quick = line.isOurs()
                && (QUICK.contains(String.join(" ", words.subList(0, Math.min(1, words.size()))))
                                && !words.get(0).equals("models")
                        || words.size() > 1 && QUICK.contains(words.get(0) + " " + words.get(1)));
        if (!quick || words.contains("--runs") || words.contains("--submit")) {
            return List.of();
        }
        List<String> located = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean output = i > 0 && OUTPUT.matcher(words.get(i - 1)).matches()
                    || i == 3 && words.get(1).equals("export");
            if (output) {
                made.put(word, folder.resolve(word.replace('/', '_')));
            }
            if (made.containsKey(word)) {
                located.add(made.get(word).toString());
            } else if (word.contains("/") && Files.exists(ROOT.resolve(word))) {
                located.add(ROOT.resolve(word).toString());
            } else if (FILE.matcher(word).matches()) {
                return List.of();
            } else {
                located.add(word);
            }
        }
        return located;
    }

    private record Ran(int status, String out, String err) {}

    private static Ran run(List<String> arguments) {
        return KNOWN.computeIfAbsent(arguments, DocsCommandsTest::runAnew);
    }

    private static Ran runAnew(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = QePerf.run(
                arguments.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                ServeCommand.class);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Modules and tests of mvn, scripts of python3, classes of ours that java starts; from the root, or from the folder of the page. */
    @Test
    void otherProgramsAreGivenWhatThereIs() throws IOException {
        Set<String> classes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> classes.add(file.toString()));
        }
        List<String> missing = new ArrayList<>();
        List<ShellLine> lines = new ArrayList<>(blocks(pages));
        lines.addAll(spans(pages));
        int checked = 0;
        for (ShellLine line : lines) {
            for (String name : named(line)) {
                checked++;
                boolean there = name.startsWith("class ")
                        ? classes.stream().anyMatch(file -> file.endsWith("/" + name.substring(6) + ".java"))
                        : Files.exists(ROOT.resolve(name))
                                || Files.exists(line.folder().resolve(name));
                if (!there) {
                    missing.add(line.place() + ": there is no " + name);
                }
            }
        }
        assertTrue(checked > 30, checked + " names");
        assertEquals("", String.join("\n", missing));
    }

    private static final Pattern OUR_CLASS = Pattern.compile("org\\.qeperf\\.[a-z.]+\\.[A-Z]\\w*");

    private static List<String> named(ShellLine line) {
        List<String> names = new ArrayList<>();
        List<String> words = line.words();
        String program = words.get(0);
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (program.equals("mvn") && words.get(i - 1).equals("-pl")) {
                for (String module : word.split(",", -1)) {
                    names.add(module + "/pom.xml");
                }
            } else if (program.equals("mvn") && word.startsWith("-Dtest=")) {
                names.add("class " + word.substring(7));
            } else if (program.equals("java") && OUR_CLASS.matcher(word).matches()) {
                names.add("class " + word.replace('.', '/'));
            } else if (program.equals("python3") && i == 1 && word.endsWith(".py")) {
                names.add(word);
            }
        }
        Matcher script =
                Pattern.compile("(qeperf-|config/release/|data/)\\S*\\.(py|sh)").matcher(program);
        if (script.matches()) {
            names.add(program);
        }
        return names;
    }

    private static List<ShellLine> blocks(List<MarkdownPage> pages) {
        List<ShellLine> found = new ArrayList<>();
        for (MarkdownPage page : pages) {
            for (MarkdownPage.Block block : page.blocks()) {
                if (SHELL.contains(block.language())) {
                    found.addAll(ShellLine.of(page, block));
                }
            }
        }
        return found;
    }

    private static List<ShellLine> commandsOf(MarkdownPage page, MarkdownPage.Block block) {
        return ShellLine.of(page, block).stream().filter(ShellLine::isOurs).toList();
    }

    private static List<ShellLine> spans(List<MarkdownPage> pages) {
        List<ShellLine> found = new ArrayList<>();
        for (MarkdownPage page : pages) {
            for (MarkdownPage.Span span : page.spans()) {
                if (!span.text().isEmpty()) {
                    found.addAll(ShellLine.of(page.place(span.line()), span.text()));
                }
            }
        }
        return found;
    }
}
