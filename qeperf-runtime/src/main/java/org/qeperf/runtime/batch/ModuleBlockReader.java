package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.runtime.batch.ReadScript.Part;

/** Finds the block of module commands of a script. */
final class ModuleBlockReader {

    private final ScriptNotes notes;
    private int begin;
    private int end;
    private Optional<ModuleBlock> block = Optional.empty();

    ModuleBlockReader(ScriptNotes notes) {
        this.notes = notes;
        for (int line = 1; line <= notes.lines.size(); line++) {
            Optional<String> rest = mark(notes.lines.get(line - 1), ScriptBody.MODULES_BEGIN);
            if (rest.isPresent() && begin == 0) {
                begin = line;
            } else if (rest.isPresent()) {
                notes.warn(line, 1, "a second block of modules is not part of the job as it is read");
            }
            if (begin > 0
                    && end == 0
                    && mark(notes.lines.get(line - 1), ScriptBody.MODULES_END).isPresent()) {
                end = line;
            }
        }
        if (begin > 0 && end == 0) {
            notes.warn(begin, 1, "a block of modules begins that does not end");
        } else if (begin > 0) {
            block = read();
        }
    }

    /** The words behind a mark, which a blank may part from the hash. */
    private static Optional<String> mark(String line, String mark) {
        String text = line.startsWith("#") ? "# " + line.substring(1).stripLeading() : "";
        boolean marked = text.equals(mark) || text.startsWith(mark + " ");
        return marked ? Optional.of(text.substring(mark.length()).strip()) : Optional.empty();
    }

    private Optional<ModuleBlock> read() {
        String names =
                mark(notes.lines.get(begin - 1), ScriptBody.MODULES_BEGIN).orElse("");
        if (names.isEmpty()) {
            notes.warn(begin, 1, "a block of modules names no machine and is not part of the job as it is read");
            return Optional.empty();
        }
        List<String> commands = new ArrayList<>();
        for (int line = begin + 1; line < end; line++) {
            String text = notes.lines.get(line - 1).strip();
            if (ModuleCommand.isOne(text)) {
                commands.add(text);
            } else if (!text.isEmpty() && text.charAt(0) != '#') {
                notes.warn(
                        line,
                        1,
                        "a line of the block of modules that is no module command is not part of the job as it is read");
            }
        }
        notes.place(Part.MODULES_BEGIN, begin);
        notes.place(Part.MODULES_END, end);
        List<String> words = List.of(names.split(" +"));
        return Optional.of(new ModuleBlock(words.get(0), words.subList(1, words.size()), commands));
    }

    Optional<ModuleBlock> block() {
        return block;
    }

    /** Whether a line is between the marks. */
    boolean holds(int line) {
        return begin > 0 && line > begin && line < end;
    }
}
