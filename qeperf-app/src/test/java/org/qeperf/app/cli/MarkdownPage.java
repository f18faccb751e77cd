package org.qeperf.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: its blocks of code, its spans of code, its links and headings. */
record MarkdownPage(Path file, List<Block> blocks, List<Span> spans, String prose) {

    /** The root of the repository. */
    static final Path ROOT = Path.of("..");

    private static final Pattern SPAN = Pattern.compile("(`+)(.+?)\\1", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]\\[]*]\\(([^)\\s]+)\\)");
    private static final Pattern ITEM = Pattern.compile(" *([-*]|[0-9]+\\.) .*");
    private static final String FENCE = "```";
    private static final String INDENT = "    ";

    /**
     * Code of its own lines.
     *
     * @param line where the code begins, from 1
     * @param end its last line, or that of its fence
     * @param before the last line of text above it
     * @param language as the fence says; empty if it says nothing or there is none
     */
    record Block(int line, int end, String before, String language, List<String> lines) {}

    /**
     * Code within a line.
     *
     * @param line where it stands, from 1
     */
    record Span(int line, String text) {}

    /** README files, the pages of docs, and what stands at the top. */
    static List<MarkdownPage> all() {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            files.add(ROOT.resolve(name));
        }
        collect("docs", ".md", files);
        collect("qeperf-examples", "README.md", files);
        collect("data", "README.md", files);
        return files.stream().map(MarkdownPage::read).toList();
    }

    private static void collect(String folder, String ending, List<Path> files) {
        try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
            found.filter(file -> file.toString().endsWith(ending)
                            && !file.toString().contains("/target/")
                            && Files.isRegularFile(file))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MarkdownPage read(Path file) {
        try {
            return parse(file, Files.readString(file).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks between fences, and those that are indented by four blanks below an empty line and in no list. */
    static MarkdownPage parse(Path file, String text) {
        List<String> lines = text.lines().toList();
        List<Block> blocks = new ArrayList<>();
        StringBuilder prose = new StringBuilder();
        String before = "";
        boolean list = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean empty = i == 0 || lines.get(i - 1).isBlank();
            int end = i;
            if (line.stripLeading().startsWith(FENCE)) {
                end = endOfFence(lines, i);
                String language = line.strip().substring(FENCE.length()).strip();
                blocks.add(new Block(i + 2, end, before, language, lines.subList(i + 1, end - 1)));
            } else if (line.startsWith(INDENT) && empty && !list) {
                end = endOfIndent(lines, i);
                List<String> code = lines.subList(i, end).stream()
                        .map(l -> l.isBlank() ? "" : l.substring(INDENT.length()))
                        .toList();
                blocks.add(new Block(i + 1, end, before, "", code));
            }
            if (end > i) {
                prose.append("\n".repeat(end - i));
                i = end - 1;
                continue;
            }
            list = ITEM.matcher(line).matches() || list && (line.isBlank() || line.startsWith(" ") || !empty);
            before = line.isBlank() ? before : line;
            prose.append(line).append('\n');
        }
        return new MarkdownPage(file, blocks, spans(prose), withoutSpans(prose));
    }

    private static int endOfFence(List<String> lines, int begin) {
        for (int i = begin + 1; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(FENCE)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("line " + (begin + 1) + ": a fence without its end");
    }

    private static int endOfIndent(List<String> lines, int begin) {
        int end = begin;
        for (int i = begin;
                i < lines.size() && (lines.get(i).isBlank() || lines.get(i).startsWith(INDENT));
                i++) {
            end = lines.get(i).isBlank() ? end : i + 1;
        }
        return end;
    }

    private static List<Span> spans(CharSequence prose) {
        List<Span> found = new ArrayList<>();
        Matcher matcher = SPAN.matcher(prose);
        while (matcher.find()) {
            String above = prose.subSequence(0, matcher.start()).toString();
            int line = 1 + (int) above.chars().filter(c -> c == '\n').count();
            found.add(new Span(line, matcher.group(2).replaceAll("\\s+", " ").strip()));
        }
        return found;
    }

    private static String withoutSpans(CharSequence prose) {
        return SPAN.matcher(prose)
                .replaceAll(span -> Matcher.quoteReplacement("x"
                        + "\n".repeat((int)
                                span.group().chars().filter(c -> c == '\n').count())));
    }

    /** What the links point to, those to other hosts left out. */
    List<String> links() {
        return LINK.matcher(prose)
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();
    }

    /** What can stand behind {@code #}: headings in lower case, with hyphens for blanks and without marks. */
    List<String> anchors() {
        List<String> found = new ArrayList<>();
        boolean code = false;
        try {
            for (String line : Files.readAllLines(file)) {
                code ^= line.stripLeading().startsWith(FENCE);
                if (!code && line.matches("#{1,6} .*")) {
                    found.add(line.replaceFirst("#+ +", "")
                            .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                            .strip()
                            .replace(' ', '-'));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Where something stands, for messages. */
    String place(int line) {
        return ROOT.relativize(file) + ":" + line;
    }
}
