package org.qeperf.runtime.batch;

import java.util.Optional;
import java.util.OptionalLong;
import org.qeperf.api.InputException;
import org.qeperf.runtime.batch.ReadScript.Part;

/** What the directives of a script ask for, as far as they were read. */
final class Asked {

    static final String A_COUNT = "a whole number from 1 to " + Quantity.MOST_COUNT;

    final ScriptNotes notes;
    Optional<String> name = Optional.empty();
    Optional<String> account = Optional.empty();
    Optional<String> partition = Optional.empty();
    Optional<String> qos = Optional.empty();
    Optional<String> constraint = Optional.empty();
    Optional<String> output = Optional.empty();
    Optional<String> error = Optional.empty();
    OptionalLong nodes = OptionalLong.empty();
    /** Ranks, or with LSF slots, of the whole job. */
    OptionalLong tasks = OptionalLong.empty();

    OptionalLong tasksPerNode = OptionalLong.empty();
    OptionalLong cpusPerTask = OptionalLong.empty();
    /** Cores of a node, whatever works on them. */
    OptionalLong coresPerNode = OptionalLong.empty();
    /** Cores of the whole job, whatever works on them. */
    OptionalLong cores = OptionalLong.empty();

    OptionalLong gpusPerNode = OptionalLong.empty();
    OptionalLong gpus = OptionalLong.empty();
    OptionalLong gpusPerTask = OptionalLong.empty();
    OptionalLong memoryPerNode = OptionalLong.empty();
    OptionalLong memoryPerCore = OptionalLong.empty();
    OptionalLong memoryPerTask = OptionalLong.empty();
    OptionalLong memoryPerGpu = OptionalLong.empty();
    OptionalLong memoryOfJob = OptionalLong.empty();
    OptionalLong seconds = OptionalLong.empty();
    boolean exclusive;

    Asked(ScriptNotes notes) {
        this.notes = notes;
    }

    /** A word of a directive, kept with the part that it says. */
    Optional<String> text(Part part, Directive directive, Directive.Word word) {
        notes.place(part, directive.line());
        if (word.text().isEmpty()) {
            throw wrong(directive, word, "a name");
        }
        return Optional.of(word.text());
    }

    OptionalLong count(Part part, Directive directive, Directive.Word word) {
        notes.place(part, directive.line());
        return OptionalLong.of(count(directive, word, word.text()));
    }

    /** A number of at least 1. */
    long count(Directive directive, Directive.Word word, String text) {
        OptionalLong value = Quantity.count(text);
        if (value.isEmpty() || value.getAsLong() < 1) {
            throw wrong(directive, word, A_COUNT);
        }
        return value.getAsLong();
    }

    InputException wrong(Directive directive, Directive.Word word, String expected) {
        return notes.error(
                directive.line(),
                word.column(),
                word.text(),
                "the value is " + InputException.quote(word.text()),
                expected);
    }

    InputException strayWord(Directive directive, Directive.Word word) {
        return notes.error(
                directive.line(),
                word.column(),
                word.text(),
                "a directive has the word " + InputException.quote(word.text()),
                "options only");
    }

    InputException noValue(Directive directive, Directive.Word word) {
        return notes.error(
                directive.line(),
                word.column(),
                word.text(),
                "the option " + InputException.quote(word.text()) + " has no value",
                "its value behind it");
    }

    void notHeld(Directive directive, Directive.Word word) {
        notes.warn(
                directive.line(),
                word.column(),
                InputException.quote(word.text()) + " is not part of the job as it is read");
    }
}
