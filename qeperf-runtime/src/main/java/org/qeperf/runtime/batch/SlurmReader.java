package org.qeperf.runtime.batch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.qeperf.runtime.batch.ReadScript.Part;

/** Reads directives of Slurm (manual page sbatch(1), section OPTIONS). */
final class SlurmReader implements DirectiveReader {

    private static final String DEFAULT_OUTPUT = "slurm-%j.out";
    private static final Set<String> NO_LIMIT = Set.of("unlimited", "infinite", "-1", "0");

    private final Asked asked;

    SlurmReader(Asked asked) {
        this.asked = asked;
    }

    @Override
    public void read(Directive directive) {
        List<String> words =
                directive.words().stream().map(Directive.Word::text).toList();
        int at = 0;
        while (at < words.size()) {
            Directive.Word word = directive.words().get(at);
            if (!word.text().startsWith("-") || word.text().equals("-")) {
                throw asked.strayWord(directive, word);
            }
            SlurmOptions.Option option = SlurmOptions.at(words, at);
            if (option.words() == 2 && option.value().isEmpty()) {
                throw asked.noValue(directive, word);
            }
            Directive.Word value = option.words() == 2
                    ? directive.words().get(at + 1)
                    : new Directive.Word(option.value().orElse(""), word.column());
            if (!text(option.name(), directive, value) && !number(option, directive, value)) {
                asked.notHeld(directive, word);
            }
            at += option.words();
        }
    }

    private boolean text(String name, Directive directive, Directive.Word value) {
        switch (name) {
            case "job-name" -> {
                asked.notes.place(Part.NAME, directive.line());
                asked.name = Optional.of(value.text());
            }
            case "account" -> asked.account = asked.text(Part.ACCOUNT, directive, value);
            case "partition" -> asked.partition = asked.text(Part.PARTITION, directive, value);
            case "qos" -> asked.qos = asked.text(Part.QOS, directive, value);
            case "constraint" -> asked.constraint = asked.text(Part.CONSTRAINT, directive, value);
            case "output" -> asked.output = file(Part.OUTPUT, directive, value);
            case "error" -> asked.error = file(Part.ERROR, directive, value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean number(SlurmOptions.Option option, Directive directive, Directive.Word value) {
        switch (option.name()) {
            case "nodes" -> nodes(directive, value);
            case "ntasks" -> asked.tasks = OptionalLong.of(multiple(Part.TASKS, directive, value, value.text()));
            case "ntasks-per-node", "tasks-per-node" -> asked.tasksPerNode = asked.count(Part.TASKS, directive, value);
            case "cpus-per-task" -> asked.cpusPerTask = asked.count(Part.CPUS, directive, value);
            case "gpus-per-node" -> asked.gpusPerNode = gpus(directive, value, value.text());
            case "gpus" -> asked.gpus = gpus(directive, value, value.text());
            case "gpus-per-task" -> asked.gpusPerTask = gpus(directive, value, value.text());
            case "gres" -> {
                return gres(directive, value);
            }
            case "mem" -> asked.memoryPerNode = memory(directive, value);
            case "mem-per-cpu" -> asked.memoryPerCore = memory(directive, value);
            case "mem-per-gpu" -> asked.memoryPerGpu = memory(directive, value);
            case "exclusive" -> {
                asked.notes.place(Part.EXCLUSIVE, directive.line());
                asked.exclusive = true;
                return option.value().isEmpty();
            }
            case "time" -> time(directive, value);
            case "chdir" -> {
                return value.text().equals(".");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void nodes(Directive directive, Directive.Word value) {
        int dash = value.text().indexOf('-');
        if (dash > 0) {
            asked.notes.warn(
                    directive.line(), value.column(), "of a range of nodes the least number is taken for the job");
        }
        String least = dash > 0 ? value.text().substring(0, dash) : value.text();
        asked.nodes = OptionalLong.of(multiple(Part.NODES, directive, value, least));
    }

    private long multiple(Part part, Directive directive, Directive.Word word, String text) {
        asked.notes.place(part, directive.line());
        boolean kibi = text.endsWith("k") || text.endsWith("K");
        long number = asked.count(directive, word, kibi ? text.substring(0, text.length() - 1) : text);
        long whole = kibi ? number * 1024 : number;
        if (whole > Quantity.MOST_COUNT) {
            throw asked.wrong(directive, word, Asked.A_COUNT);
        }
        return whole;
    }

    private OptionalLong gpus(Directive directive, Directive.Word word, String text) {
        asked.notes.place(Part.GPUS, directive.line());
        String number = text.substring(text.lastIndexOf(':') + 1);
        if (number.equals("0")) {
            return OptionalLong.empty();
        }
        if (text.indexOf(':') >= 0) {
            asked.notes.warn(
                    directive.line(), word.column(), "the kind of accelerator is not part of the job as it is read");
        }
        return OptionalLong.of(asked.count(directive, word, number));
    }

    /** Generic resources between commas, but not commas in parentheses. */
    private boolean gres(Directive directive, Directive.Word value) {
        String text = value.text();
        if (topLevelComma(text, 0) == text.length()) {
            return accelerators(directive, value);
        }
        for (int from = 0; from <= text.length(); ) {
            int end = topLevelComma(text, from);
            Directive.Word item = new Directive.Word(text.substring(from, end), value.column());
            if (!accelerators(directive, item)) {
                asked.notHeld(directive, item);
            }
            from = end + 1;
        }
        return true;
    }

    private static int topLevelComma(String text, int from) {
        int open = 0;
        int at = from;
        while (at < text.length() && (open > 0 || text.charAt(at) != ',')) {
            char c = text.charAt(at++);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return at;
    }

    /** {@code gpu}, {@code gpu:4} and {@code gpu:a100:4}; other generic resources are not held. */
    private boolean accelerators(Directive directive, Directive.Word value) {
        String text = value.text().startsWith("gres:") ? value.text().substring(5) : value.text();
        if (text.equals("gpu")) {
            asked.gpusPerNode = OptionalLong.of(1);
            asked.notes.place(Part.GPUS, directive.line());
            return true;
        }
        if (!text.startsWith("gpu:")) {
            return false;
        }
        String rest = text.substring(4);
        int bracket = rest.indexOf('(');
        rest = bracket < 0 ? rest : rest.substring(0, bracket);
        boolean counted =
                Quantity.count(rest.substring(rest.lastIndexOf(':') + 1)).isPresent();
        asked.gpusPerNode = gpus(directive, value, counted ? rest : rest + ":1");
        return true;
    }

    /** Empty for all memory of a node. */
    private OptionalLong memory(Directive directive, Directive.Word word) {
        asked.notes.place(Part.MEMORY, directive.line());
        OptionalLong bytes = ReadQuantity.bytes(word.text(), Quantity.MEBIBYTE);
        if (bytes.isEmpty() || word.text().indexOf('.') >= 0) {
            throw asked.wrong(directive, word, "memory such as 64G or 64000M");
        }
        return bytes.getAsLong() == 0 ? OptionalLong.empty() : bytes;
    }

    private void time(Directive directive, Directive.Word word) {
        asked.notes.place(Part.TIME, directive.line());
        if (NO_LIMIT.contains(word.text().toLowerCase(Locale.ROOT))) {
            asked.seconds = OptionalLong.empty();
            asked.notes.warn(
                    directive.line(), word.column(), "a job without limit of time is read as one of the default time");
            return;
        }
        asked.seconds = ReadQuantity.secondsOfSlurm(word.text());
        if (asked.seconds.orElse(0) < 1) {
            throw asked.wrong(directive, word, "a time such as 30, 30:00, 01:30:00, 2-12, 2-12:00 or 2-12:00:00");
        }
    }

    /** A file name; empty where patterns in it stand for something of the job (section FILENAME PATTERN). */
    private Optional<String> file(Part part, Directive directive, Directive.Word word) {
        Optional<String> text = asked.text(part, directive, word);
        String rest = word.text().replace("%%", "");
        if (rest.indexOf('%') < 0 && rest.indexOf('\\') < 0) {
            return text.map(name -> name.replace("%%", "%"));
        }
        if (!word.text().equals(DEFAULT_OUTPUT)) {
            asked.notes.warn(
                    directive.line(),
                    word.column(),
                    "a file name with a pattern is read as the default of the batch system");
        }
        return Optional.empty();
    }
}
