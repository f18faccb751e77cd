package org.qeperf.api;

/**
 * Something in a user's file is wrong or not understood. The message is one line:
 * {@code source:line:column: what was found; expected what}.
 */
public class InputException extends QePerfException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_TOKEN = 40;

    private final transient SourceLocation location;
    private final String token;
    private final String expected;

    /**
     * Creates the error.
     *
     * @param location where it is
     * @param token the offending piece of text, possibly empty
     * @param problem what is wrong with it, without a final period
     * @param expected what would have been right, read after the word "expected"
     */
    public InputException(SourceLocation location, String token, String problem, String expected) {
        super(location + ": " + problem + "; expected " + expected);
        this.location = location;
        this.token = token;
        this.expected = expected;
    }

    /**
     * Where the error is.
     *
     * @return source, line and column
     */
    public SourceLocation location() {
        return location;
    }

    /**
     * The offending piece of text.
     *
     * @return the text as it stands in the source, possibly empty
     */
    public String token() {
        return token;
    }

    /**
     * What would have been right.
     *
     * @return a phrase that follows the word "expected"
     */
    public String expected() {
        return expected;
    }

    /**
     * Text of a user or of a file, fit to stand in a message and to be shown by a terminal: on one line, in the order in
     * which it is written, and without what a terminal takes for a command.
     *
     * @param text any text
     * @return the text with {@code ?} for each control and format character, line separator and half of a character
     */
    public static String printable(String text) {
        if (isPlain(text) || text.codePoints().noneMatch(InputException::isUnprintable)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isUnprintable(c) ? '?' : c));
        return out.toString();
    }

    /** Whether it is ASCII without control characters, as nearly all text is. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** The general categories Cc, Cf (bidirectional controls are among them), Cs, Zl and Zp of Unicode. */
    private static boolean isUnprintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /**
     * A piece of user text, ready to stand in a message: in single quotes, at most 40 characters, those that
     * {@link #printable} replaces, and all beyond U+FFFF, escaped.
     *
     * @param text any text
     * @return the quoted text
     */
    public static String quote(String text) {
        String shown = text.length() > LONGEST_TOKEN ? text.substring(0, LONGEST_TOKEN) + "..." : text;
        StringBuilder out = new StringBuilder("'");
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (isUnprintable(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('\'').toString();
    }
}
