package org.qeperf.runtime.batch;

import java.util.List;

/**
 * The module commands of a script, between a line that begins {@code # MODULES BEGIN} and names machine and software, and one
 * that says {@code # MODULES END}, so that they can be found and renewed.
 *
 * @param machine name of the machine in the catalogue
 * @param software short names
 * @param commands module commands, in order
 */
public record ModuleBlock(String machine, List<String> software, List<String> commands) {

    /** Copies the lists. */
    public ModuleBlock {
        software = List.copyOf(software);
        commands = List.copyOf(commands);
    }

    /**
     * Whether a line may be a command of a block: {@code module} or {@code ml}, and at most 64 words of letters, digits and
     * {@code _./+=:@,-} or variables, with one space before each.
     *
     * @param line a line
     * @return whether the shell takes it for words and nothing else
     */
    public static boolean isCommand(String line) {
        return ModuleCommand.isOne(line);
    }
}
