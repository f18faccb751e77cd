package org.qeperf.features.pseudo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

/**
 * Reads the Unified Pseudopotential Format, versions 1 (positional header) and 2 (attributes). Looks for the few tags it
 * needs and passes over the rest, so files that are not well-formed XML are read too. No entities, no DTDs.
 */
final class UpfReader {

    private static final int MOST_FUNCTIONS = 200;

    private final String name;
    private final String text;

    private UpfReader(String name, byte[] bytes) {
        this.name = name;
        // One byte is one character, so an index in the text is an offset in the file.
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static Pseudopotential read(String name, byte[] bytes) {
        UpfReader reader = new UpfReader(name, bytes);
        if (reader.text.contains("<UPF version=\"2") || reader.text.contains("<UPF version='2")) {
            return reader.readVersion2();
        }
        if (reader.text.contains("<PP_HEADER>")) {
            return new UpfVersion1Reader(name, reader.text).read();
        }
        throw reader.error(0, "this is not a pseudopotential in UPF version 1 or 2", "a file with a PP_HEADER");
    }

    private Pseudopotential readVersion2() {
        int start = afterInfo();
        int at = text.indexOf("<PP_HEADER", start);
        if (at < 0) {
            throw error(0, "there is no PP_HEADER", "a complete UPF file");
        }
        Map<String, String> header = attributes(at);
        boolean spinOrbit = logical(header, "has_so", at);
        Kind kind = kind(header, at);
        int nbeta = kind == Kind.COULOMB ? 0 : whole(header, "number_of_proj", at);
        int nwfc = whole(header, "number_of_wfc", at);
        if (nbeta < 0 || nwfc < 0 || nbeta > MOST_FUNCTIONS || nwfc > MOST_FUNCTIONS) {
            throw error(at, nbeta + " projectors, " + nwfc + " orbitals", "0 to " + MOST_FUNCTIONS + " of each");
        }
        int relativistic = text.indexOf("<PP_SPIN_ORB", at);
        List<Projector> projectors = new ArrayList<>();
        for (int i = 1; i <= nbeta; i++) {
            int tag = require("<PP_BETA." + i, at);
            int l = angularMomentum(attributes(tag), "angular_momentum", tag);
            double j = spinOrbit ? total("<PP_RELBETA." + i, "jjj", relativistic) : 0;
            projectors.add(new Projector(l, j));
        }
        List<Orbital> orbitals = new ArrayList<>();
        for (int i = 1; i <= nwfc; i++) {
            int tag = require("<PP_CHI." + i, at);
            Map<String, String> chi = attributes(tag);
            double j = spinOrbit ? total("<PP_RELWFC." + i, "jchi", relativistic) : 0;
            orbitals.add(new Orbital(angularMomentum(chi, "l", tag), j, real(chi, "occupation", tag)));
        }
        return new Pseudopotential(
                header.getOrDefault("element", "").strip(),
                kind,
                real(header, "z_valence", at),
                spinOrbit,
                logical(header, "core_correction", at),
                header.getOrDefault("functional", "").strip(),
                header.containsKey("wfc_cutoff") ? real(header, "wfc_cutoff", at) : 0,
                header.containsKey("rho_cutoff") ? real(header, "rho_cutoff", at) : 0,
                header.containsKey("l_max_rho") ? whole(header, "l_max_rho", at) : 0,
                whole(header, "mesh_size", at),
                projectors,
                orbitals);
    }

    private Kind kind(Map<String, String> header, int at) {
        if (header.containsKey("is_coulomb") && logical(header, "is_coulomb", at)) {
            return Kind.COULOMB;
        }
        if (logical(header, "is_paw", at)) {
            return Kind.PAW;
        }
        return logical(header, "is_ultrasoft", at) ? Kind.ULTRASOFT : Kind.NORM_CONSERVING;
    }

    /** Where the free text of PP_INFO ends, which may hold anything. */
    private int afterInfo() {
        int end = text.indexOf("</PP_INFO>");
        return Math.max(end, 0);
    }

    private double total(String tag, String attribute, int from) {
        int at = require(tag, Math.max(from, 0));
        return real(attributes(at), attribute, at);
    }

    private int require(String tag, int from) {
        int at = text.indexOf(tag, from);
        while (at >= 0 && at + tag.length() < text.length() && Character.isDigit(text.charAt(at + tag.length()))) {
            at = text.indexOf(tag, at + 1);
        }
        if (at < 0) {
            throw error(from, "there is no " + tag.substring(1), "a complete UPF file");
        }
        return at;
    }

    /** The attributes of the tag at an index, names in lower case; the tag may span lines. */
    private Map<String, String> attributes(int tag) {
        Map<String, String> all = new HashMap<>();
        int i = tag + 1;
        while (i < text.length() && " \t\r\n/>".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        while (true) {
            while (i < text.length() && " \t\r\n".indexOf(text.charAt(i)) >= 0) {
                i++;
            }
            if (i >= text.length() || text.charAt(i) == '>' || text.charAt(i) == '/') {
                return all;
            }
            int equals = text.indexOf('=', i);
            int open = equals < 0 ? -1 : pastBlanks(equals + 1);
            char quote = open < 0 || open >= text.length() ? ' ' : text.charAt(open);
            int close = quote == '"' || quote == '\'' ? text.indexOf(quote, open + 1) : -1;
            if (close < 0) {
                throw error(i, "an attribute without a quoted value", "name=\"value\"");
            }
            all.put(
                    text.substring(i, equals).strip().toLowerCase(Locale.ROOT),
                    text.substring(open + 1, close).strip());
            i = close + 1;
        }
    }

    private int pastBlanks(int from) {
        int i = from;
        while (i < text.length() && " \t\r\n".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private String value(Map<String, String> attributes, String attribute, int at) {
        String value = attributes.get(attribute);
        if (value == null) {
            throw error(at, "there is no attribute " + attribute, "a complete UPF file");
        }
        return value;
    }

    private boolean logical(Map<String, String> attributes, String attribute, int at) {
        String value = value(attributes, attribute, at).toLowerCase(Locale.ROOT);
        if (value.matches("\\.?[tf].*")) {
            return value.startsWith("t") || value.startsWith(".t");
        }
        throw invalid(attribute, value, at, "T or F");
    }

    private int whole(Map<String, String> attributes, String attribute, int at) {
        String value = value(attributes, attribute, at);
        OptionalInt number = UpfNumbers.whole(value);
        return number.orElseThrow(() -> invalid(attribute, value, at, "a whole number"));
    }

    private int angularMomentum(Map<String, String> attributes, String attribute, int at) {
        int l = whole(attributes, attribute, at);
        if (l < 0 || l > UpfNumbers.MOST_L) {
            throw invalid(attribute, value(attributes, attribute, at), at, "0 to " + UpfNumbers.MOST_L);
        }
        return l;
    }

    private double real(Map<String, String> attributes, String attribute, int at) {
        String value = value(attributes, attribute, at);
        return UpfNumbers.real(value).orElseThrow(() -> invalid(attribute, value, at, "a number"));
    }

    private InputException invalid(String attribute, String value, int tag, String expected) {
        Matcher place = Pattern.compile("(?i)\\b" + attribute + "\\s*=").matcher(text);
        int offset = place.find(tag) ? place.start() : tag;
        return error(offset, attribute + " is " + InputException.quote(value), expected);
    }

    private InputException error(int offset, String problem, String expected) {
        return UpfNumbers.error(name, text, offset, problem, expected);
    }

    /** Numbers as Fortran writes them, and places in a file. */
    static final class UpfNumbers {

        /** Above what pw.x takes ({@code lmaxx}), so no file can make the sums of 2l+1 overflow. */
        static final int MOST_L = 6;

        private UpfNumbers() {}

        static OptionalInt whole(String text) {
            return text.matches("[+-]?\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
        }

        static OptionalDouble real(String text) {
            String normal = text.replace('D', 'e').replace('d', 'e');
            if (!normal.matches("[+-]?(\\d++(?:\\.\\d*+)?+|\\.\\d++)([eE][+-]?\\d++)?+")) {
                return OptionalDouble.empty();
            }
            double value = Double.parseDouble(normal);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }

        static InputException error(String name, String text, int offset, String problem, String expected) {
            int line = 1;
            int lineStart = 0;
            for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
                line++;
                lineStart = i + 1;
            }
            SourceLocation location = new SourceLocation(name, line, Math.max(offset - lineStart, 0) + 1);
            return new InputException(location, "", problem, expected);
        }
    }
}
