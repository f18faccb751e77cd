package org.qeperf.runtime.batch;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.qeperf.runtime.batch.ReadScript.Part;

/** Reads directives of Grid Engine (manual pages submit(1), sge_types(5), complex(5)). */
final class SgeReader implements DirectiveReader {

    private static final Set<String> BARE = Set.of(
            "-V",
            "-hard",
            "-soft",
            "-notify",
            "-verify",
            "-clear",
            "-terse",
            "-nostdin",
            "-h",
            "-help",
            "-cwd",
            "-scope");

    private final Asked asked;

    SgeReader(Asked asked) {
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
            if (BARE.contains(word.text())) {
                if (!word.text().equals("-cwd")) {
                    asked.notHeld(directive, word);
                }
                continue;
            }
            int values = word.text().equals("-pe") ? 2 : 1;
            if (at + values > directive.words().size()) {
                throw asked.noValue(directive, word);
            }
            if (values == 2) {
                parallel(directive, directive.words().get(at), directive.words().get(at + 1));
            } else if (!option(word.text(), directive, directive.words().get(at))) {
                asked.notHeld(directive, word);
            }
            at += values;
        }
    }

    private boolean option(String name, Directive directive, Directive.Word value) {
        switch (name) {
            case "-N" -> asked.name = asked.text(Part.NAME, directive, value);
            case "-P", "-A" -> asked.account = asked.text(Part.ACCOUNT, directive, value);
            case "-q" -> asked.partition = asked.text(Part.PARTITION, directive, value);
            case "-o" -> asked.output = file(Part.OUTPUT, directive, value);
            case "-e" -> asked.error = file(Part.ERROR, directive, value);
            case "-j" -> {
                if (value.text().startsWith("y")) {
                    asked.error = Optional.empty();
                }
            }
            case "-S" -> {
                return value.text().endsWith("/bash");
            }
            case "-l" -> {
                int column = value.column();
                for (String item : value.text().split(",", -1)) {
                    resource(directive, new Directive.Word(item, column));
                    column += item.length() + 1;
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void parallel(Directive directive, Directive.Word name, Directive.Word slots) {
        asked.notes.place(Part.CONSTRAINT, directive.line());
        asked.notes.place(Part.TASKS, directive.line());
        asked.constraint = name.text().equals(Queue.PARALLEL_ENVIRONMENT) ? Optional.empty() : Optional.of(name.text());
        int dash = slots.text().indexOf('-');
        String least = dash > 0 ? slots.text().substring(0, dash) : slots.text();
        asked.cores = OptionalLong.of(asked.count(directive, slots, least));
    }

    private void resource(Directive directive, Directive.Word item) {
        int equals = item.text().indexOf('=');
        String name = equals < 0 ? item.text() : item.text().substring(0, equals);
        String text = equals < 0 ? "true" : item.text().substring(equals + 1);
        Directive.Word value = new Directive.Word(text, item.column() + equals + 1);
        switch (name) {
            case "h_rt" -> {
                asked.notes.place(Part.TIME, directive.line());
                asked.seconds = ReadQuantity.secondsOfGridEngine(text);
                if (asked.seconds.orElse(0) < 1) {
                    throw asked.wrong(directive, value, "a time such as 3600 or 01:00:00");
                }
            }
            case "h_vmem", "mem_free", "virtual_free" -> {
                asked.notes.place(Part.MEMORY, directive.line());
                asked.memoryPerCore = ReadQuantity.bytesOfGridEngine(text);
                if (asked.memoryPerCore.orElse(0) < 1) {
                    throw asked.wrong(directive, value, "memory such as 2G or 2000M");
                }
            }
            case "gpu", "gpus", "ngpus" -> asked.gpusPerNode = asked.count(Part.GPUS, directive, value);
            case "exclusive", "excl" -> {
                asked.notes.place(Part.EXCLUSIVE, directive.line());
                asked.exclusive = Set.of("true", "1", "TRUE").contains(text);
            }
            default -> asked.notHeld(directive, item);
        }
    }

    private Optional<String> file(Part part, Directive directive, Directive.Word word) {
        int colon = word.text().indexOf(':');
        String name = word.text().substring(colon + 1);
        if (colon > 0) {
            asked.notes.warn(
                    directive.line(), word.column(), "the host of a file is not part of the job as it is read");
        }
        Optional<String> text = asked.text(part, directive, new Directive.Word(name, word.column() + colon + 1));
        if (name.indexOf('$') >= 0 || name.startsWith("~")) {
            asked.notes.warn(
                    directive.line(),
                    word.column(),
                    "a file name with a pattern is read as the default of the batch system");
            return Optional.empty();
        }
        return text;
    }
}
