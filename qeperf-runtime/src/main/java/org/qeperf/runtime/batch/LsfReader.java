package org.qeperf.runtime.batch;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.qeperf.runtime.batch.ReadScript.Part;

/** Reads directives of IBM Spectrum LSF (Command Reference 10.1, bsub). */
final class LsfReader implements DirectiveReader {

    private static final Set<String> BARE = Set.of(
            "-x", "-B", "-N", "-Ne", "-H", "-K", "-I", "-Ip", "-Is", "-r", "-rn", "-ul", "-ar", "-h", "-V", "-csm",
            "-IS", "-ISp", "-ISs", "-IX", "-XF", "-Zs", "-ti", "-tty");

    private final Asked asked;

    LsfReader(Asked asked) {
        this.asked = asked;
    }

    @Override
    public void read(Directive directive) {
        int at = 0;
        while (at < directive.words().size()) {
            Directive.Word word = directive.words().get(at++);
            if (!word.text().startsWith("-")) {
                throw asked.strayWord(directive, word);
            }
            if (word.text().equals("-x")) {
                asked.exclusive = true;
                asked.notes.place(Part.EXCLUSIVE, directive.line());
            } else if (BARE.contains(word.text())) {
                asked.notHeld(directive, word);
            } else if (at >= directive.words().size()) {
                throw asked.noValue(directive, word);
            } else if (!option(word.text(), directive, directive.words().get(at++))) {
                asked.notHeld(directive, word);
            }
        }
    }

    private boolean option(String name, Directive directive, Directive.Word value) {
        switch (name) {
            case "-J" -> name(directive, value);
            case "-P" -> asked.account = asked.text(Part.ACCOUNT, directive, value);
            case "-q" -> asked.partition = asked.text(Part.PARTITION, directive, value);
            case "-o", "-oo" -> asked.output = file(Part.OUTPUT, directive, value);
            case "-e", "-eo" -> asked.error = file(Part.ERROR, directive, value);
            case "-n" -> {
                int comma = value.text().indexOf(',');
                asked.notes.place(Part.TASKS, directive.line());
                String least = comma < 0 ? value.text() : value.text().substring(0, comma);
                asked.tasks = OptionalLong.of(asked.count(directive, value, least));
            }
            case "-nnodes" -> asked.nodes = asked.count(Part.NODES, directive, value);
            case "-W" -> time(directive, value);
            case "-gpu" -> gpus(directive, value);
            case "-R" -> {
                return requirement(directive, value);
            }
            case "-cwd" -> {
                return value.text().equals(".");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The name without indices of an array. */
    private void name(Directive directive, Directive.Word value) {
        int bracket = value.text().indexOf('[');
        if (bracket > 0) {
            asked.notes.warn(directive.line(), value.column(), "an array of jobs is read as one job");
        }
        String text = bracket > 0 ? value.text().substring(0, bracket) : value.text();
        asked.name = asked.text(Part.NAME, directive, new Directive.Word(text, value.column()));
    }

    private Optional<String> file(Part part, Directive directive, Directive.Word word) {
        Optional<String> text = asked.text(part, directive, word);
        if (word.text().contains("%J") || word.text().contains("%I")) {
            asked.notes.warn(
                    directive.line(),
                    word.column(),
                    "a file name with a pattern is read as the default of the batch system");
            return Optional.empty();
        }
        return text;
    }

    private void time(Directive directive, Directive.Word word) {
        asked.notes.place(Part.TIME, directive.line());
        int slash = word.text().indexOf('/');
        asked.seconds = ReadQuantity.secondsOfMinutes(
                slash < 0 ? word.text() : word.text().substring(0, slash));
        if (asked.seconds.orElse(0) < 1) {
            throw asked.wrong(directive, word, "a time such as 90 or 1:30");
        }
    }

    private void gpus(Directive directive, Directive.Word word) {
        asked.notes.place(Part.GPUS, directive.line());
        for (String item : word.text().split(":", -1)) {
            if (item.startsWith("num=")) {
                String number = item.substring(4);
                int slash = number.indexOf('/');
                boolean task = number.endsWith("/task");
                OptionalLong count =
                        OptionalLong.of(asked.count(directive, word, slash < 0 ? number : number.substring(0, slash)));
                asked.gpusPerTask = task ? count : OptionalLong.empty();
                asked.gpusPerNode = task ? OptionalLong.empty() : count;
            }
        }
    }

    /** Sections of a resource requirement; false if there is one that a job does not hold. */
    private boolean requirement(Directive directive, Directive.Word word) {
        String text = word.text();
        boolean all = true;
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('[', at);
            int close = open < 0 ? -1 : text.indexOf(']', open);
            if (close < 0) {
                return all && text.substring(at).isBlank();
            }
            String name = text.substring(at, open).strip();
            String inside = text.substring(open + 1, close).strip();
            all &= section(name, inside, directive, word);
            at = close + 1;
        }
        return all;
    }

    private boolean section(String name, String inside, Directive directive, Directive.Word word) {
        if (name.equals("span") && inside.startsWith("ptile=")) {
            asked.notes.place(Part.NODES, directive.line());
            asked.tasksPerNode = OptionalLong.of(asked.count(directive, word, inside.substring(6)));
            return true;
        }
        if (name.equals("span") && inside.equals("hosts=1")) {
            asked.notes.place(Part.NODES, directive.line());
            asked.nodes = OptionalLong.of(1);
            return true;
        }
        if (name.equals("affinity") && inside.startsWith("core(")) {
            asked.notes.place(Part.CPUS, directive.line());
            int end = 5;
            while (end < inside.length() && inside.charAt(end) >= '0' && inside.charAt(end) <= '9') {
                end++;
            }
            asked.cpusPerTask = OptionalLong.of(asked.count(directive, word, inside.substring(5, end)));
            return inside.substring(end).equals(")");
        }
        return name.equals("rusage") && usage(inside, directive, word);
    }

    private boolean usage(String inside, Directive directive, Directive.Word word) {
        boolean all = true;
        for (String item : inside.split("[:,]", -1)) {
            if (item.strip().startsWith("mem=")) {
                memory(item.strip().substring(4), directive, word);
            } else {
                all = false;
            }
        }
        return all;
    }

    private void memory(String text, Directive directive, Directive.Word word) {
        asked.notes.place(Part.MEMORY, directive.line());
        int slash = text.indexOf('/');
        String size = slash < 0 ? text : text.substring(0, slash);
        OptionalLong bytes = ReadQuantity.bytes(size, Quantity.MEBIBYTE);
        if (bytes.orElse(0) < 1) {
            throw asked.wrong(directive, word, "memory such as rusage[mem=64GB]");
        }
        if (size.chars().allMatch(c -> c >= '0' && c <= '9')) {
            asked.notes.warn(
                    directive.line(), word.column(), "memory without unit is read as megabytes; sites choose another");
        }
        String per = slash < 0 ? "host" : text.substring(slash + 1);
        asked.memoryPerNode = per.equals("host") ? bytes : OptionalLong.empty();
        asked.memoryPerTask = per.equals("task") ? bytes : OptionalLong.empty();
        asked.memoryOfJob = per.equals("job") ? bytes : OptionalLong.empty();
    }
}
