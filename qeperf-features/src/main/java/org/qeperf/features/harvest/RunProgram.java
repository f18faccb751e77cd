package org.qeperf.features.harvest;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What ran.
 *
 * @param code name of the executable, such as {@code pw.x}
 * @param version its version as printed, such as {@code 6.7MaX}
 * @param gpu whether it ran on graphics processors
 * @param calculation kind of calculation, in the words of INPUT_PW
 * @param started local date and time at which it started
 */
public record RunProgram(
        String code,
        Optional<String> version,
        boolean gpu,
        Optional<String> calculation,
        Optional<LocalDateTime> started) {}
