package org.qeperf.features.pseudo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.FortranReal;

/**
 * The bytes of a pseudopotential file. One byte is one character, so a place in the array is a place in the file. Almost
 * all of a file are numbers nobody needs here: tags are found by looking for their bracket eight bytes at a time.
 */
final class PotentialText {

    /** Above what pw.x takes ({@code lmaxx}), so no file can make the sums of 2l+1 overflow. */
    static final int MOST_L = 6;

    /** Projectors or orbitals of one file. */
    static final int MOST_FUNCTIONS = 200;

    /** Points of the radial mesh. */
    static final int MOST_POINTS = 100_000;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private final String name;
    private final byte[] bytes;

    PotentialText(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    int size() {
        return bytes.length;
    }

    /** The byte at a place as a number from 0 to 255, or -1 past the end. */
    int at(int place) {
        return place < bytes.length ? bytes[place] & 0xff : -1;
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The first place of an ASCII character, or -1. */
    int find(char wanted, int from) {
        return find(wanted, from, bytes.length);
    }

    /** The first place of an ASCII character before another place, or -1. */
    int find(char wanted, int from, int to) {
        long pattern = wanted * ONES;
        int i = from;
        while (i <= to - 32) {
            long found = zeroBytes((long) WORDS.get(bytes, i) ^ pattern)
                    | zeroBytes((long) WORDS.get(bytes, i + 8) ^ pattern)
                    | zeroBytes((long) WORDS.get(bytes, i + 16) ^ pattern)
                    | zeroBytes((long) WORDS.get(bytes, i + 24) ^ pattern);
            if ((found & TOPS) != 0) {
                break;
            }
            i += 32;
        }
        for (; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Has the tops of the bytes that are zero, perhaps of others above the first of them, and other bits. */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word;
    }

    /** The first opening bracket before another place that an ASCII character follows, or -1. */
    int findBracket(char next, int from, int to) {
        for (int i = find('<', from, to - 1); i >= 0; i = find('<', i + 1, to - 1)) {
            if (bytes[i + 1] == next) {
                return i;
            }
        }
        return -1;
    }

    boolean startsWith(String word, int place) {
        if (place < 0 || place > bytes.length - word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[place + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The end of the line that holds a place: its line feed, or the end of the file. */
    int lineEnd(int place) {
        int end = find('\n', place);
        return end < 0 ? bytes.length : end;
    }

    /** Whether a place is the first of its line that is not blank. */
    boolean startsLine(int place) {
        int i = place - 1;
        while (i >= 0 && bytes[i] != '\n') {
            if (!blank(bytes[i])) {
                return false;
            }
            i--;
        }
        return true;
    }

    /** An opening tag: its bracket and name, then a blank, a slash or the closing bracket; -1 for none. */
    int tag(String tag, int from) {
        return tag(tag, from, bytes.length);
    }

    /** An opening tag before another place, or -1. */
    int tag(String tag, int from, int to) {
        char next = tag.charAt(1);
        for (int i = findBracket(next, from, to); i >= 0; i = findBracket(next, i + 1, to)) {
            if (isTag(tag, i)) {
                return i;
            }
        }
        return -1;
    }

    boolean isTag(String tag, int place) {
        return startsWith(tag, place) && endsName(place + tag.length());
    }

    boolean endsName(int place) {
        int c = at(place);
        return c < 0 || c == '>' || c == '/' || blank(c);
    }

    int pastBlanks(int from) {
        int i = from;
        while (i < bytes.length && blank(bytes[i])) {
            i++;
        }
        return i;
    }

    /** Where the word at a place ends: at a blank, a comma, the end of the file, or behind a last place. */
    int itemEnd(int from, int last) {
        int end = Math.min(bytes.length, last + 1);
        int i = from;
        while (i < end && !(bytes[i] <= ',' && (bytes[i] == ',' || blank(bytes[i])))) {
            i++;
        }
        return i;
    }

    /**
     * Where the last of some items ends that blanks separate; -1 where the text holds more than items without quotes, commas, brackets
     * and repeat counts, or ends. Eight bytes are looked at at a time: of each byte of a word the top bit tells what is asked.
     */
    int pastItems(int from, int count) {
        if (count == 0) {
            return from;
        }
        long before = 0;
        int left = count;
        for (int i = from; i <= bytes.length - 8; i += 8) {
            long word = (long) WORDS.get(bytes, i);
            long items = word + (0x7f - ' ') * ONES;
            long plain = word + (0x80 - '+') * ONES;
            // A comma and an opening bracket differ in one bit.
            long commaOrBracket = zeroBytes((word | (',' ^ '<') * ONES) ^ '<' * ONES);
            if (((word | commaOrBracket | items & ~plain) & TOPS) != 0) {
                return -1;
            }
            long ends = (items << 8 | before) & ~items & TOPS;
            int ending = Long.bitCount(ends);
            if (ending >= left) {
                for (; left > 1; left--) {
                    ends &= ends - 1;
                }
                return i + Long.numberOfTrailingZeros(ends) / 8;
            }
            left -= ending;
            before = items >>> 56 & 0x80;
        }
        return -1;
    }

    static boolean blank(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    InputException error(int place, String problem, String expected) {
        int line = 1;
        int lineStart = 0;
        for (int i = find('\n', 0); i >= 0 && i < place; i = find('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        SourceLocation location = new SourceLocation(name, line, Math.max(place - lineStart, 0) + 1);
        return new InputException(location, "", problem, expected);
    }

    InputException missing(int place, String what) {
        return error(place, "there is no " + what, "a complete file");
    }

    InputException invalid(int place, String what, String value, String expected) {
        return error(place, what + " is " + InputException.quote(value), expected);
    }

    /** The text as a whole number between two bounds. */
    int whole(int place, String what, String value, int least, int most) {
        boolean signed = value.startsWith("-") || value.startsWith("+");
        long number = 0;
        boolean digits = value.length() > (signed ? 1 : 0) && value.length() < 12;
        for (int i = signed ? 1 : 0; digits && i < value.length(); i++) {
            char c = value.charAt(i);
            digits = c >= '0' && c <= '9';
            number = 10 * number + (c - '0');
        }
        number = value.startsWith("-") ? -number : number;
        if (!digits || number < least || number > most) {
            throw invalid(place, what, value, "a whole number from " + least + " to " + most);
        }
        return (int) number;
    }

    double real(int place, String what, String value) {
        double number = FortranReal.parse(value);
        if (!Double.isFinite(number)) {
            throw invalid(place, what, value, "a number");
        }
        return number;
    }

    /** T, F, .true., .false. and longer words, as Fortran reads logicals. */
    boolean logical(int place, String what, String value) {
        int at = value.startsWith(".") ? 1 : 0;
        char c = at < value.length() ? value.charAt(at) : ' ';
        if (c != 'T' && c != 't' && c != 'F' && c != 'f') {
            throw invalid(place, what, value, "T or F");
        }
        return c == 'T' || c == 't';
    }

    double quick(int from, int to) {
        return FortranReal.quick(bytes, from, to);
    }
}
