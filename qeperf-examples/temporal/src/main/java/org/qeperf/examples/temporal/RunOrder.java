package org.qeperf.examples.temporal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user wants.
 *
 * @param input path of an input of pw.x
 * @param pseudoDirs folders to look for pseudopotentials in first
 * @param machine a machine of the catalogue, or {@code local}
 * @param qeVersion release of pw.x, such as {@code 6.7}; empty for the newest known
 * @param executable program in place of {@code pw.x}
 * @param environment variables of the job
 * @param seconds wall time to ask for at first; empty for what the prediction says
 * @param bytesPerNode memory to ask for at first; empty for what the prediction says
 */
public record RunOrder(
        String input,
        List<String> pseudoDirs,
        String machine,
        Optional<String> qeVersion,
        Optional<String> executable,
        Map<String, String> environment,
        Optional<Long> seconds,
        Optional<Long> bytesPerNode) {

    public RunOrder {
        pseudoDirs = List.copyOf(pseudoDirs);
        environment = Map.copyOf(environment);
    }

    /** An order with all defaults. */
    public static RunOrder of(String input, String machine) {
        return new RunOrder(
                input,
                List.of(),
                machine,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with a release, a program and variables. */
    public RunOrder with(String release, String program, Map<String, String> variables) {
        return new RunOrder(
                input,
                pseudoDirs,
                machine,
                Optional.of(release),
                Optional.of(program),
                variables,
                seconds,
                bytesPerNode);
    }
}
