package org.qeperf.app.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever a value is, it is refused or changes nothing in the files but itself. */
class HostileValuesTest {

    private static final int TRIES = 1000;
    private static final String ORDINARY = "abcXYZ019";
    private static final List<String> SPECIAL = List.of(
            "\n",
            "\r",
            "\0",
            " ",
            "\t",
            "\"",
            "'",
            "\\",
            "%",
            "%n",
            "$",
            "${X}",
            ";",
            "#",
            "{",
            "}",
            "*",
            "?",
            "[",
            "]",
            "/",
            "//",
            "/../",
            ".",
            "..",
            "-",
            "_",
            "+",
            "@",
            ":",
            "=",
            ",",
            "|",
            "&",
            "`",
            "<",
            ">",
            "~",
            "!",
            "(",
            ")",
            "\u0085",
            "\u2028",
            "\u00e9",
            "\u0663",
            "\ud800",
            "\ud83d\ude00",
            "\u202e",
            "\ufeff",
            "[Service]",
            "\nUser=root\n",
            "; include /etc/passwd;");

    /** A value at one place of one file. */
    private record Place(String prefix, Function<String, String> text) {}

    private static final Optional<String> NONE = Optional.empty();
    private static final String JAR = "/opt/q.jar";

    private static String unit(String java, String jar, String address, String data, String user, String keys) {
        SystemdUnit unit =
                new SystemdUnit(java, jar, address, 1, data, Optional.of(user), 1L << 30, 1, Optional.of(keys));
        return unit.unit() + unit.environment();
    }

    private static final List<Place> PLACES = List.of(
            new Place("/", v -> unit(v, JAR, "::1", "/d", "u", "/k")),
            new Place("/", v -> unit("/j", v, "::1", "/d", "u", "/k")),
            new Place("127.", v -> unit("/j", JAR, v, "/d", "u", "/k")),
            new Place("/", v -> unit("/j", JAR, "::1", v, "u", "/k")),
            new Place("/var/lib/", v -> unit("/j", JAR, "::1", v, "u", "/k")),
            new Place("u", v -> unit("/j", JAR, "::1", "/d", v, "/k")),
            new Place("/", v -> unit("/j", JAR, "::1", "/d", "u", v)),
            new Place("s", v -> NginxSite.of(v, "::1", 1, 1, NONE, NONE).text()),
            new Place("127.", v -> NginxSite.of("s", v, 1, 1, NONE, NONE).text()),
            new Place("/", v -> new NginxSite("s", "::1", 1, 1, v, "/k").text()),
            new Place("/", v -> new NginxSite("s", "::1", 1, 1, "/c", v).text()));

    @Test
    void changeNothingButThemselves() {
        Random random = new Random(42);
        Set<String> known = new TreeSet<>();
        for (Place place : PLACES) {
            known.addAll(keys(place.text().apply(place.prefix().equals("127.") ? "127.0.0.1" : place.prefix() + "1")));
        }
        known.addAll(keys(unit("/j", JAR, "::1", "/var/lib/d", "u", "/k")));
        for (Place place : PLACES) {
            for (int i = 0; i < TRIES; i++) {
                String value = place.prefix() + value(random);
                String text;
                try {
                    text = place.text().apply(value);
                } catch (IllegalArgumentException e) {
                    String message = String.valueOf(e.getMessage());
                    assertTrue(message.contains("; expected "), message);
                    assertTrue(message.chars().noneMatch(Character::isISOControl), "a message of one line");
                    continue;
                }
                assertTrue(value.matches("[A-Za-z0-9_+@./:-]+"), value);
                assertTrue(!value.contains("/.") && !value.contains("//"), value);
                assertEquals(Set.of(), difference(keys(text), known), value);
            }
        }
    }

    /** The settings that a file has. */
    private static Set<String> keys(String text) {
        Set<String> keys = new TreeSet<>();
        text.lines().map(line -> line.strip().split("[= ]")[0]).forEach(keys::add);
        return keys;
    }

    private static Set<String> difference(Set<String> keys, Set<String> known) {
        keys.removeAll(known);
        return keys;
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        int parts = 1 + random.nextInt(5);
        for (int i = 0; i < parts; i++) {
            if (random.nextInt(3) == 0) {
                value.append(SPECIAL.get(random.nextInt(SPECIAL.size())));
            } else {
                value.append(ORDINARY.charAt(random.nextInt(ORDINARY.length())));
            }
        }
        return value.toString();
    }
}
