package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.qeperf.features.RecordedRuns;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

/**
 * Compares with what pw.x printed of hundreds of pseudopotentials.
 */
class PseudopotentialTruthTest {

    private static final int FEWEST_FILES = 160;

    private final PseudopotentialCache cache = new PseudopotentialCache();
    private final List<String> unequal = new ArrayList<>();
    private final TreeSet<String> files = new TreeSet<>();

    @Test
    void factsEqualThosePrintedByPwx() throws IOException {
        RecordedRuns record = RecordedRuns.find();
        JsonNode index = record.json("pseudo/INDEX.json");
        for (JsonNode run : record.runs()) {
            for (JsonNode printed : run.path("pseudo")) {
                String file = printed.get("file").asText();
                if (index.path(file)
                        .path("md5")
                        .asText()
                        .equals(printed.path("md5").asText("-"))) {
                    compare(printed, cache.read(record.path("pseudo").resolve(file), ParseLimits.DEFAULT));
                }
            }
        }
        assertEquals(List.of(), unequal);
        record.requireAtLeast(FEWEST_FILES, files.size(), "files");
    }

    @Test
    void everyFileIsRead() throws IOException {
        RecordedRuns record = RecordedRuns.find();
        JsonNode index = record.json("pseudo/INDEX.json");
        index.fieldNames().forEachRemaining(file -> {
            Path path = record.path("pseudo").resolve(file);
            if (Files.isRegularFile(path)) {
                assertTrue(cache.read(path, ParseLimits.DEFAULT).valence() > 0, file);
            }
        });
    }

    private void compare(JsonNode printed, Pseudopotential potential) {
        String file = printed.get("file").asText();
        files.add(file);
        String kind = switch (potential.kind()) {
            case NORM_CONSERVING, COULOMB -> "Norm-conserving";
            case ULTRASOFT -> "Ultrasoft";
            case PAW -> "Projector augmented-wave";
        };
        String printedKind = printed.get("kind").asText();
        // Printed in 35 columns.
        String whole = kind + (potential.coreCorrection() ? " + core correction" : "");
        check(file, printedKind, whole.substring(0, Math.min(whole.length(), 35)));
        check(file, printed.get("mesh").asText(), String.valueOf(potential.meshSize()));
        // Printed with one decimal.
        if (Math.abs(printed.get("zval").asDouble() - potential.valence()) > 0.051) {
            unequal.add(file + ": " + potential.valence() + ", printed " + printed.get("zval"));
        }
        String momenta = printed.get("l").toString();
        if (!momenta.equals(momenta(potential))) {
            check(file, momenta, momenta(potential.averaged()));
        }
    }

    private static String momenta(Pseudopotential potential) {
        return potential.projectors().stream()
                .map(Projector::l)
                .toList()
                .toString()
                .replace(" ", "");
    }

    private void check(String file, String printed, String ours) {
        if (!printed.equals(ours)) {
            unequal.add(file + ": " + ours + ", printed " + printed);
        }
    }
}
