package org.qeperf.features.crystal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.api.InputException;
import org.qeperf.features.RecordedRuns;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;

/**
 * Compares k-points and weights, to the printed digits and in order, and the number of operations with what pw.x 6.7 printed.
 */
class RecordedKPointsTest {

    private static final QeVersion PRINTED_BY = new QeVersion(6, 7);

    /** Half a unit of the last printed digit, and the noise of the last bits. */
    private static final double HALF_A_DIGIT = 0.51e-7;

    private static final int FEWEST_COMPARED = 675;

    private final List<String> unequal = new ArrayList<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private int compared;

    @Test
    void pointsWeightsAndOperationsEqualThosePrinted() throws IOException {
        RecordedRuns record = RecordedRuns.find();
        Map<String, JsonNode> runs = new HashMap<>();
        for (JsonNode run : record.runs()) {
            if (run.get("source").asText().equals("local")) {
                runs.put(run.get("case").asText(), run);
            }
        }
        for (JsonNode printed : record.lines("kpoints.jsonl")) {
            JsonNode run = runs.get(printed.get("case").asText());
            if (printed.get("tag").asText().equals("local") && run != null) {
                compare(run, printed.get("cart_2pi_alat_wk"), record.path("."));
            }
        }
        System.out.println(compared + " lists of k-points compared; refused: " + refusals);
        assertEquals(List.of(), unequal);
        record.requireAtLeast(FEWEST_COMPARED, compared, "lists of k-points");
    }

    private void compare(JsonNode run, JsonNode printed, Path folder) {
        String name = run.get("case").asText();
        PwInput input;
        SymmetryReduction reduction;
        try {
            input = PwInputReader.read(folder.resolve(run.get("input").asText()), PRINTED_BY, ParseLimits.DEFAULT);
            reduction = SymmetryReduction.of(input, ParseLimits.DEFAULT);
        } catch (InputException e) {
            String kind = e.getMessage().replaceFirst("^.*?:\\d+:\\d+: ", "").replaceAll("'[^']*'", "'...'");
            refusals.merge(kind, 1, Integer::sum);
            return;
        }
        compared++;
        JsonNode nsym = run.path("nsym");
        if (nsym.isInt() && nsym.asInt() != reduction.operations()) {
            unequal.add(name + ": " + reduction.operations() + " operations, printed " + nsym);
        }
        boolean spin = input.electrons().spin() != PwInput.Spin.NONE;
        if (printed.size() != reduction.kPointCount()) {
            unequal.add(name + ": " + reduction.kPointCount() + " k-points, printed " + printed.size());
            return;
        }
        for (int i = 0; i < printed.size(); i++) {
            double weight = reduction.weights()[i] * (spin ? 1 : 2);
            double[] k = reduction.kPoints();
            boolean equal = near(weight, printed.get(i).get(3));
            for (int axis = 0; axis < 3; axis++) {
                equal &= near(k[3 * i + axis], printed.get(i).get(axis));
            }
            if (!equal) {
                unequal.add(name + ": k-point " + (i + 1) + " is " + k[3 * i] + " " + k[3 * i + 1] + " " + k[3 * i + 2]
                        + " weight " + weight + ", printed " + printed.get(i));
                return;
            }
        }
    }

    private static boolean near(double ours, JsonNode printed) {
        return Math.abs(ours - printed.asDouble()) < HALF_A_DIGIT;
    }
}
