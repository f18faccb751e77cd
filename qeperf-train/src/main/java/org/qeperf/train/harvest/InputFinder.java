package org.qeperf.train.harvest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the input that made an output, among the files of its folder. */
final class InputFinder {

    private static final String TEST_SUITE = ".inp=";

    private InputFinder() {}

    /**
     * Finds the input: the one whose name pw.x printed; the one that the output's name names, as in the test suite of Quantum
     * ESPRESSO; the one of the same stem; the only one there.
     *
     * @param output the output
     * @param printed the name that pw.x printed
     * @param folder the files beside it
     * @return the input, where there is one
     */
    static Optional<Path> find(Path output, Optional<String> printed, RunTree.Folder folder) {
        List<String> names = new ArrayList<>();
        printed.ifPresent(name -> names.add(name.substring(name.lastIndexOf('/') + 1)));
        String outputName = RunTree.name(output);
        int suite = outputName.indexOf(TEST_SUITE);
        if (suite >= 0) {
            String rest = outputName.substring(suite + TEST_SUITE.length());
            int arguments = rest.indexOf(".args=");
            names.add(arguments >= 0 ? rest.substring(0, arguments) : rest);
        }
        String stem = stem(outputName);
        for (String ending : new String[] {".in", ".inp", ".pwi", ""}) {
            names.add(stem + ending);
        }
        for (String name : names) {
            for (Path input : folder.inputs()) {
                if (RunTree.name(input).equals(name)) {
                    return Optional.of(input);
                }
            }
        }
        return folder.inputs().size() == 1 ? Optional.of(folder.inputs().get(0)) : Optional.empty();
    }

    /** The name without {@code .gz} and its ending. */
    static String stem(String name) {
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        int dot = plain.lastIndexOf('.');
        return dot > 0 ? plain.substring(0, dot) : plain;
    }
}
