package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.InputException;
import org.qeperf.runtime.batch.ShellCommand.Kind;
import org.qeperf.runtime.batch.ShellCommand.Part;
import org.qeperf.runtime.batch.ShellCommand.Redirection;
import org.qeperf.runtime.batch.ShellCommand.Word;
import org.qeperf.runtime.batch.ShellVariables.Field;

/** Goes through the commands of a script in order: variables, modules, and the line that starts the program. */
final class CommandScan {

    private static final Set<String> QUIET = Set.of(
            "cd",
            "set",
            "echo",
            "date",
            "hostname",
            "pwd",
            "ulimit",
            "printf",
            "true",
            ":",
            "exit",
            "[",
            "test",
            "[[",
            "wait",
            "sleep",
            "env",
            "unset",
            "shopt");

    private final ScriptNotes notes;
    private final ShellVariables variables;
    private final Launcher launcher;
    private final List<Export> exports = new ArrayList<>();
    private final List<Found> launches = new ArrayList<>();

    /**
     * A variable that the script exports.
     *
     * @param name its name
     * @param value its value
     * @param line number of the line
     */
    record Export(String name, String value, int line) {}

    /**
     * A launch line.
     *
     * @param launch what it says
     * @param line number of its first line
     * @param exports how many variables were exported before
     * @param own variables that are set for it alone
     */
    record Found(Launch launch, int line, int exports, List<Export> own) {}

    CommandScan(ScriptNotes notes, ShellVariables variables, Launcher launcher) {
        this.notes = notes;
        this.variables = variables;
        this.launcher = launcher;
    }

    void read(List<ShellCommand> commands, ModuleBlockReader modules) {
        for (int i = 0; i < commands.size(); i++) {
            ShellCommand command = commands.get(i);
            if (!modules.holds(command.line())) {
                Optional<ShellCommand> piped = command.piped() && i + 1 < commands.size()
                        ? Optional.of(commands.get(i + 1))
                        : Optional.empty();
                command(command, piped);
            }
        }
    }

    private void command(ShellCommand command, Optional<ShellCommand> piped) {
        int first = 0;
        List<Export> before = new ArrayList<>();
        while (first < command.words().size() && assignment(command.words().get(first)) > 0) {
            Word word = command.words().get(first++);
            int equals = assignment(word);
            String name = word.source().substring(0, equals);
            Optional<String> value = variables.text(word, equals + 1);
            if (first == command.words().size()) {
                variables.set(name, !command.conditional() ? value : Optional.empty());
            }
            value.ifPresent(text -> before.add(new Export(name, text, command.line())));
        }
        if (first == command.words().size()) {
            if (first > 1) {
                before.forEach(export -> variables.set(
                        export.name(), !command.conditional() ? Optional.of(export.value()) : Optional.empty()));
            }
            return;
        }
        List<Word> words = command.words().subList(first, command.words().size());
        if (words.get(0).bare().equals("export")) {
            words.subList(1, words.size()).forEach(word -> export(word, command));
            return;
        }
        List<Field> fields = new ArrayList<>();
        words.forEach(word -> fields.addAll(variables.fields(word)));
        int start = Wrapper.end(fields.stream().map(Field::text).toList(), 0);
        if (start < fields.size()) {
            run(fields.subList(start, fields.size()), command, before, piped);
        }
    }

    /** Place of the equals sign of a word that sets a variable, 0 for other words. */
    private static int assignment(Word word) {
        if (word.parts().isEmpty()) {
            return 0;
        }
        Part head = word.parts().get(0);
        int equals = head.text().indexOf('=');
        boolean plain = head.kind() == Kind.TEXT && !head.quoted() && equals > 0;
        return plain && Text.isVariable(head.text().substring(0, equals)) ? equals : 0;
    }

    private void export(Word word, ShellCommand command) {
        int equals = assignment(word);
        String name = equals > 0 ? word.source().substring(0, equals) : word.source();
        Optional<String> value = equals > 0
                ? variables.text(word, equals + 1)
                : variables.text(new Word(List.of(new Part(Kind.VARIABLE, name, "", true, name)), word.place()), 0);
        if (equals > 0) {
            variables.set(name, !command.conditional() ? value : Optional.empty());
        }
        if (value.isPresent() && !command.conditional() && Text.isVariable(name)) {
            exports.add(new Export(name, value.get(), command.line()));
        } else if (!name.startsWith("-")) {
            notes.warn(
                    word.line(),
                    word.column(),
                    "the value of the variable " + InputException.quote(name)
                            + " is not known and not part of the job as it is read");
        }
    }

    private void run(List<Field> fields, ShellCommand command, List<Export> before, Optional<ShellCommand> piped) {
        String name = fields.get(0).text();
        if (LaunchReader.isLauncher(name) || Launch.isPw(name)) {
            launch(fields, command, before, piped);
        } else if (name.equals("for") || name.equals("select") || name.equals("read") || name.equals("unset")) {
            fields.subList(1, fields.size()).forEach(field -> variables.set(field.text(), Optional.empty()));
        } else if (ModuleCommand.isName(name)) {
            notes.warn(
                    command.line(),
                    command.column(),
                    "a module command outside of a block is not part of the job as it is read");
        } else if (!QUIET.contains(name) && !name.equals("case") && !name.equals("tee")) {
            notes.warn(
                    command.line(),
                    command.column(),
                    "the command " + InputException.quote(name) + " is not part of the job as it is read");
        }
    }

    private void launch(List<Field> fields, ShellCommand command, List<Export> before, Optional<ShellCommand> piped) {
        Optional<String> input = Optional.empty();
        Optional<String> output = piped.flatMap(next -> tee(next, command));
        for (Redirection redirection : command.redirections()) {
            Optional<String> file = file(redirection);
            switch (redirection.sign()) {
                case "<", "0<" -> input = file;
                case ">", "1>", ">|" -> output = file;
                case ">>", "1>>", "&>", ">&", "&>>" -> {
                    if (redirection.duplicates()) {
                        notRead(redirection, "is not part of the job as it is read");
                    } else {
                        output = file;
                        notRead(redirection, "is read as a redirection of the standard output to a new file");
                    }
                }
                case "2>&" -> {}
                default -> notRead(redirection, "is not part of the job as it is read");
            }
        }
        Optional<Launch> launch = LaunchReader.isLauncher(fields.get(0).text())
                ? new LaunchReader(notes, fields).read(input, output)
                : Optional.of(
                        Launch.serial(launcher, fields.stream().map(Field::text).toList(), input, output));
        if (launch.isEmpty()) {
            notes.warn(command.line(), command.column(), "a launch line without a program");
            return;
        }
        for (Field field : fields) {
            if (!field.known()) {
                unknown(field.text(), field.line(), field.column());
            }
        }
        launches.add(new Found(launch.get(), command.line(), exports.size(), before));
    }

    private void unknown(String text, int line, int column) {
        notes.warn(
                line, column, "what " + InputException.quote(text) + " stands for is not known; it is read as it is");
    }

    private void notRead(Redirection redirection, String what) {
        notes.warn(
                redirection.target().line(),
                redirection.target().column(),
                "the redirection " + InputException.quote(redirection.sign()) + " " + what);
    }

    private Optional<String> file(Redirection redirection) {
        Word target = redirection.target();
        Optional<String> text = variables.text(target, 0);
        if (text.isEmpty()) {
            unknown(target.source(), target.line(), target.column());
        }
        return Optional.of(text.orElse(target.source())).filter(name -> !name.isEmpty());
    }

    private Optional<String> tee(ShellCommand next, ShellCommand command) {
        boolean tee = next.words().size() == 2 && next.words().get(0).bare().equals("tee");
        notes.warn(
                command.line(),
                command.column(),
                tee
                        ? "the pipe to tee is read as a redirection"
                        : "what a pipe does is not part of the job as it is read");
        return tee ? variables.text(next.words().get(1), 0) : Optional.empty();
    }

    /** The launch line of the job: the first of pw.x, else the first. */
    Found launch() {
        if (launches.isEmpty()) {
            throw notes.error(
                    Math.max(1, notes.lines.size()),
                    1,
                    "",
                    "the script starts no program",
                    "a launch line such as 'srun pw.x -in pw.in'");
        }
        Found chosen = launches.stream()
                .filter(found -> found.launch().runsPw())
                .findFirst()
                .orElse(launches.get(0));
        for (Found other : launches) {
            if (other != chosen) {
                notes.warn(other.line(), 1, "another launch line is not part of the job as it is read");
            }
        }
        return chosen;
    }

    List<Export> exports(Found found) {
        List<Export> all = new ArrayList<>(exports.subList(0, found.exports()));
        all.addAll(found.own());
        return all;
    }
}
