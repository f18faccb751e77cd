package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.qeperf.runtime.batch.ReadScript.Part;

/**
 * Reads directives of PBS Professional and OpenPBS, the old forms among them (manual pages qsub(1B), and pbs_resources(7B), section
 * BACKWARD COMPATIBILITY).
 */
final class PbsReader implements DirectiveReader {

    private static final String BARE = "fhIVXzG";

    private final Asked asked;

    PbsReader(Asked asked) {
        this.asked = asked;
    }

    @Override
    public void read(Directive directive) {
        int at = 0;
        while (at < directive.words().size()) {
            Directive.Word word = directive.words().get(at);
            String text = word.text();
            if (text.length() < 2 || text.charAt(0) != '-') {
                throw asked.strayWord(directive, word);
            }
            at++;
            if (BARE.indexOf(text.charAt(1)) >= 0) {
                asked.notHeld(directive, word);
                continue;
            }
            Directive.Word value = new Directive.Word(text.substring(2), word.column());
            if (text.length() == 2) {
                if (at >= directive.words().size()) {
                    throw asked.noValue(directive, word);
                }
                value = directive.words().get(at++);
            }
            if (!option(text.charAt(1), directive, value)) {
                asked.notHeld(directive, word);
            }
        }
    }

    private boolean option(char letter, Directive directive, Directive.Word value) {
        switch (letter) {
            case 'N' -> asked.name = asked.text(Part.NAME, directive, value);
            case 'A', 'P' -> asked.account = asked.text(Part.ACCOUNT, directive, value);
            case 'q' -> asked.partition = asked.text(Part.PARTITION, directive, value);
            case 'o' -> asked.output = file(Part.OUTPUT, directive, value);
            case 'e' -> asked.error = file(Part.ERROR, directive, value);
            case 'j' -> {
                if (value.text().startsWith("o")) {
                    asked.error = Optional.empty();
                }
                return !value.text().startsWith("e");
            }
            case 'S' -> {
                return value.text().endsWith("/bash");
            }
            case 'l' -> {
                for (Directive.Word item : split(value, ',')) {
                    resource(directive, item);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Optional<String> file(Part part, Directive directive, Directive.Word word) {
        int colon = word.text().indexOf(':');
        if (colon >= 0) {
            asked.notes.warn(
                    directive.line(), word.column(), "the host of a file is not part of the job as it is read");
        }
        return asked.text(
                part, directive, new Directive.Word(word.text().substring(colon + 1), word.column() + colon + 1));
    }

    private static List<Directive.Word> split(Directive.Word word, char separator) {
        List<Directive.Word> items = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= word.text().length(); i++) {
            if (i == word.text().length() || word.text().charAt(i) == separator) {
                items.add(new Directive.Word(word.text().substring(from, i), word.column() + from));
                from = i + 1;
            }
        }
        return items;
    }

    private void resource(Directive directive, Directive.Word item) {
        int equals = item.text().indexOf('=');
        String name = equals < 0 ? item.text() : item.text().substring(0, equals);
        Directive.Word value = new Directive.Word(item.text().substring(equals + 1), item.column() + equals + 1);
        switch (name) {
            case "select" -> chunks(directive, value, false);
            case "nodes" -> chunks(directive, value, true);
            case "place" -> {
                if (value.text().contains("excl")) {
                    asked.exclusive = true;
                    asked.notes.place(Part.EXCLUSIVE, directive.line());
                }
            }
            case "walltime" -> {
                asked.notes.place(Part.TIME, directive.line());
                asked.seconds = ReadQuantity.secondsOfPbs(value.text());
                if (asked.seconds.orElse(0) < 1) {
                    throw asked.wrong(directive, value, "a time such as 3600, 60:00 or 01:00:00");
                }
            }
            case "ncpus", "procs" -> asked.cores = asked.count(Part.TASKS, directive, value);
            case "ppn" -> asked.coresPerNode = asked.count(Part.TASKS, directive, value);
            case "mem" -> asked.memoryOfJob = memory(directive, value);
            case "pmem" -> asked.memoryPerCore = memory(directive, value);
            case "ngpus" -> asked.gpus = gpus(directive, value);
            default -> asked.notHeld(directive, item);
        }
    }

    private OptionalLong gpus(Directive directive, Directive.Word value) {
        asked.notes.place(Part.GPUS, directive.line());
        return value.text().equals("0") ? OptionalLong.empty() : asked.count(Part.GPUS, directive, value);
    }

    private OptionalLong memory(Directive directive, Directive.Word word) {
        asked.notes.place(Part.MEMORY, directive.line());
        OptionalLong bytes = ReadQuantity.bytesOfPbs(word.text());
        if (bytes.orElse(0) < 1) {
            throw asked.wrong(directive, word, "memory such as 64gb or 64000mb");
        }
        return bytes;
    }

    /** Chunks alike make nodes; of others the first is taken. */
    private void chunks(Directive directive, Directive.Word word, boolean old) {
        asked.notes.place(Part.NODES, directive.line());
        long nodes = 0;
        String first = "";
        for (Directive.Word chunk : split(word, '+')) {
            List<Directive.Word> items = split(chunk, ':');
            Directive.Word head = items.get(0);
            boolean counted = Quantity.count(head.text()).isPresent();
            nodes += counted ? asked.count(directive, head, head.text()) : 1;
            String rest = counted
                    ? chunk.text()
                            .substring(Math.min(
                                    head.text().length() + 1, chunk.text().length()))
                    : chunk.text();
            if (first.isEmpty() && chunk.column() == word.column()) {
                first = rest;
                List<Directive.Word> facts = counted ? items.subList(1, items.size()) : items;
                facts.forEach(fact -> chunk(directive, fact, old));
            } else if (!rest.equals(first)) {
                asked.notes.warn(
                        directive.line(), chunk.column(), "chunks that differ are read as if they were the first");
            }
        }
        if (nodes > Quantity.MOST_COUNT) {
            throw asked.wrong(directive, word, "at most " + Quantity.MOST_COUNT + " chunks");
        }
        asked.nodes = OptionalLong.of(nodes);
    }

    private void chunk(Directive directive, Directive.Word item, boolean old) {
        int equals = item.text().indexOf('=');
        String name = equals < 0 ? item.text() : item.text().substring(0, equals);
        Directive.Word value = new Directive.Word(item.text().substring(equals + 1), item.column() + equals + 1);
        switch (name) {
            case "ncpus" -> asked.coresPerNode = asked.count(Part.CPUS, directive, value);
            case "ppn", "cpp" -> asked.coresPerNode = asked.count(Part.TASKS, directive, value);
            case "mpiprocs" -> asked.tasksPerNode = asked.count(Part.TASKS, directive, value);
            case "ompthreads" -> asked.cpusPerTask = asked.count(Part.CPUS, directive, value);
            case "ngpus", "gpus" -> asked.gpusPerNode = gpus(directive, value);
            case "mem" -> asked.memoryPerNode = memory(directive, value);
            default -> asked.notHeld(directive, item);
        }
        if (!old && name.equals("ncpus") && asked.tasksPerNode.isEmpty()) {
            asked.notes.place(Part.TASKS, directive.line());
        }
    }
}
