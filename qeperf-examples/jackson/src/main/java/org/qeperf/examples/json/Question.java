package org.qeperf.examples.json;

import java.util.List;
import java.util.Optional;
import org.qeperf.api.feature.Layout;

/**
 * What is asked.
 *
 * @param input path of an input of pw.x
 * @param pseudoDirs folders to look for pseudopotentials in first
 * @param machine a machine of the catalogue, or {@code local}
 * @param partition a partition of it; its default if left out
 * @param layout how the run is spread; the best layout is looked for if left out
 * @param maxNodes most nodes to look at for the best layout; 1 if left out
 */
record Question(
        String input,
        List<String> pseudoDirs,
        String machine,
        Optional<String> partition,
        Optional<Spread> layout,
        Optional<Integer> maxNodes) {

    Question {
        require(input, "input", "the path of an input of pw.x");
        require(machine, "machine", "a machine of the catalogue, or \"local\"");
        pseudoDirs = pseudoDirs == null ? List.of() : List.copyOf(pseudoDirs);
    }

    /** A layout with what pw.x chooses by itself left to it. */
    record Spread(int nodes, int tasksPerNode, int threadsPerTask, int pools) {

        Layout layout() {
            return new Layout(nodes, tasksPerNode, threadsPerTask, pools);
        }
    }

    private static void require(Object value, String name, String expected) {
        if (value == null) {
            throw new IllegalArgumentException("\"" + name + "\" is missing; expected " + expected);
        }
    }
}
