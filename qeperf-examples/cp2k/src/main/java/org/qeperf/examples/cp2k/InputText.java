package org.qeperf.examples.cp2k;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/**
 * Lines of a file as CP2K sees them: {@code #} and {@code !} begin comments ({@code src/input/cp_parser_types.F}).
 *
 * @param name the file's name, for messages
 * @param lines the lines without line ends
 */
record InputText(String name, List<String> lines) {

    static final int MOST_BYTES = 4 << 20;
    private static final int LONGEST_LINE = 1000;

    /** Decodes a file and refuses what is too long, and control characters. */
    static InputText of(String name, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new InputException(
                    new SourceLocation(name, 1, 1),
                    "",
                    "the file has " + bytes.length + " bytes",
                    "at most " + MOST_BYTES);
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            lines.add(checked(name, lines.size() + 1, text.substring(from, to)));
            from = to + 1;
        }
        return new InputText(name, List.copyOf(lines));
    }

    private static String checked(String name, int number, String line) {
        if (line.length() > LONGEST_LINE) {
            throw new InputException(
                    new SourceLocation(name, number, LONGEST_LINE + 1),
                    "",
                    "the line has " + line.length() + " characters",
                    "at most " + LONGEST_LINE);
        }
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' && line.charAt(i) != '\t' || line.charAt(i) == 127) {
                throw new InputException(
                        new SourceLocation(name, number, i + 1),
                        line.substring(i, i + 1),
                        "control character " + InputException.quote(line.substring(i, i + 1)),
                        "text with the line ends of Unix");
            }
        }
        return line;
    }

    /** The words of a line, without its comment; lines count from 1. */
    List<Word> words(int number) {
        String line = lines.get(number - 1);
        List<Word> words = new ArrayList<>();
        int i = 0;
        while (i < line.length() && !isComment(line.charAt(i))) {
            if (isBlank(line.charAt(i))) {
                i++;
                continue;
            }
            int from = i;
            while (i < line.length() && !isBlank(line.charAt(i)) && !isComment(line.charAt(i))) {
                i++;
            }
            words.add(new Word(line.substring(from, i), new SourceLocation(name, number, from + 1)));
        }
        return words;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isComment(char c) {
        return c == '#' || c == '!';
    }

    /** The place after the last line. */
    SourceLocation end() {
        return new SourceLocation(name, lines.size() + 1, 1);
    }
}
