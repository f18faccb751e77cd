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
     * A piece of user text, ready to stand in a message: in single quotes, at most 40 characters, control characters
     * escaped.
     *
     * @param text any text
     * @return the quoted text
     */
    public static String quote(String text) {
        String shown = text.length() > LONGEST_TOKEN ? text.substring(0, LONGEST_TOKEN) + "..." : text;
        StringBuilder out = new StringBuilder("'");
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('\'').toString();
    }
}
