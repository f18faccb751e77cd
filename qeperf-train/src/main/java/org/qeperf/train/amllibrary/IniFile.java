package org.qeperf.train.amllibrary;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;

/** Reads sections, keys and values as Python's configparser does, with {@code optionxform = str}. */
final class IniFile {

    private static final ParseLimits LIMITS = ParseLimits.ofBytes(1 << 20);

    /** A section: its keys in their order. */
    record Section(String name, SourceLocation location, Map<String, Entry> entries) {

        Optional<PythonValue> find(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        PythonValue get(String key, String expected) {
            return find(key)
                    .orElseThrow(() -> new InputException(
                            location, "", "key '" + key + "' of section [" + name + "] is missing", expected));
        }

        /** Where a key stands; the section where there is no such key. */
        SourceLocation place(String key) {
            Entry entry = entries.get(key);
            return entry == null ? location : entry.place();
        }
    }

    /** A value and where its key stands. */
    record Entry(PythonValue value, SourceLocation place) {}

    private final String source;
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private @Nullable Section section;
    private @Nullable ValueText value;
    private String key = "";
    private SourceLocation keyPlace;
    private int keyIndent;

    private IniFile(String source) {
        this.source = source;
        this.keyPlace = new SourceLocation(source, 1, 1);
    }

    /**
     * Reads a file of at most 1 MB.
     *
     * @param file an .ini file
     * @return its sections by name, in their order
     * @throws InputException if it is none
     */
    static Map<String, Section> read(Path file) {
        String text = new String(SourceText.readBytes(file, LIMITS), StandardCharsets.UTF_8);
        IniFile ini = new IniFile(file.toString());
        int number = 0;
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n", -1)) {
            ini.line(++number, line);
        }
        ini.endOfValue();
        return ini.sections;
    }

    private void line(int number, String line) {
        String words = line.strip();
        int indent = 0;
        while (indent < line.length() && Character.isWhitespace(line.charAt(indent))) {
            indent++;
        }
        if (words.startsWith("#") || words.startsWith(";")) {
            return;
        }
        if (words.isEmpty() || value != null && indent > keyIndent) {
            if (value != null) {
                value.add(number, indent + 1, words);
            }
            return;
        }
        endOfValue();
        SourceLocation place = new SourceLocation(source, number, indent + 1);
        if (words.startsWith("[") && words.indexOf(']') > 1) {
            startSection(words.substring(1, words.indexOf(']')), place);
        } else if (section == null) {
            throw new InputException(
                    place, words, "found " + InputException.quote(words), "a section first, such as [General]");
        } else {
            startKey(words, number, indent);
        }
    }

    private void startSection(String name, SourceLocation place) {
        Section started = new Section(name, place, new LinkedHashMap<>());
        if (sections.put(name, started) != null) {
            throw new InputException(
                    place, name, "a second section " + InputException.quote(name), "each section once");
        }
        section = started;
    }

    private void startKey(String words, int number, int indent) {
        int end = 0;
        while (end < words.length() && words.charAt(end) != '=' && words.charAt(end) != ':') {
            end++;
        }
        key = words.substring(0, end).strip();
        keyPlace = new SourceLocation(source, number, indent + 1);
        keyIndent = indent;
        if (end == words.length() || key.isEmpty()) {
            throw new InputException(keyPlace, words, "found " + InputException.quote(words), "key = value");
        }
        int start = end + 1;
        while (start < words.length() && Character.isWhitespace(words.charAt(start))) {
            start++;
        }
        value = new ValueText(source, number, indent + start + 1, words.substring(start));
    }

    private void endOfValue() {
        if (value == null || section == null) {
            return;
        }
        String text = value.text();
        if (text.indexOf('%') >= 0) {
            throw new InputException(
                    value.at(text.indexOf('%')), "%", "found '%', which configparser replaces", "the value itself");
        }
        Entry entry = new Entry(LiteralParser.parse(value), keyPlace);
        if (section.entries().put(key, entry) != null) {
            throw new InputException(
                    keyPlace, key, "a second key " + InputException.quote(key), "each key of a section once");
        }
        value = null;
    }
}
