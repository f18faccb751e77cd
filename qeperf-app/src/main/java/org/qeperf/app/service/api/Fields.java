package org.qeperf.app.service.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FileContent;
import org.qeperf.app.question.Amounts;
import org.qeperf.app.question.TimeLimit;
import org.qeperf.app.service.http.Form;
import org.qeperf.app.service.http.FormReader;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Request;
import org.qeperf.train.registry.RegistryException;

/** The fields of a form, read as what they mean. A field without a value is one that was not sent. */
final class Fields {

    static final String WRONG = "A field is wrong";

    private final Form form;

    private Fields(Form form) {
        this.form = form;
    }

    /** The fields of a request, all of them known. */
    static Fields of(Request request, Set<String> known) {
        Parameters.of(request);
        Form form = FormReader.read(request);
        requireKnown(form.fields().keySet(), known);
        requireKnown(form.files().keySet(), known);
        return new Fields(form);
    }

    private static void requireKnown(Set<String> names, Set<String> known) {
        if (known.containsAll(names)) {
            return;
        }
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(known);
        String name = unknown.iterator().next();
        throw wrong("there is no field " + InputException.quote(name) + EditDistance.suggestion(name, known)
                + "; expected one of " + String.join(", ", new TreeSet<>(known)));
    }

    static Problem wrong(String detail) {
        return new Problem(400, WRONG, detail);
    }

    Optional<String> text(String name) {
        requireNoFile(name);
        List<String> values = values(name);
        if (values.size() > 1) {
            throw wrong(name + " stands " + values.size() + " times; expected one value");
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    List<String> values(String name) {
        List<String> sent = form.fields().get(name);
        if (sent == null) {
            return List.of();
        }
        List<String> values = new ArrayList<>(sent.size());
        for (String value : sent) {
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return values;
    }

    private void requireNoFile(String name) {
        if (!form.files(name).isEmpty()) {
            throw wrong(name + " is a file; expected a value");
        }
    }

    /** A value that something else reads; what it refuses is a wrong field. */
    <T> Optional<T> read(String name, Function<String, T> reader) {
        return text(name).map(value -> reading(name, () -> reader.apply(value)));
    }

    /** What is refused while something is asked is the fault of a field, unless it is the registry's own. */
    static <T> T reading(String name, Supplier<T> question) {
        try {
            return question.get();
        } catch (InputException | Problem e) {
            throw e;
        } catch (RegistryException e) {
            throw e.kind() == RegistryException.Kind.UNKNOWN ? wrong(name + ": " + e.getMessage()) : e;
        } catch (QePerfException | IllegalArgumentException e) {
            throw wrong(name + ": " + e.getMessage());
        }
    }

    /** A whole number, 1 or more. */
    OptionalInt count(String name) {
        return whole(name, 1);
    }

    OptionalInt whole(String name, int least) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            throw noCount(name, text.get(), least);
        }
        throw noCount(name, text.get(), least);
    }

    private static Problem noCount(String name, String text, int least) {
        return wrong(name + " is " + InputException.quote(text) + "; expected a whole number from " + least + " to "
                + Integer.MAX_VALUE);
    }

    /** At most so many, where more would only cost. */
    int count(String name, int otherwise, int most) {
        int number = count(name).orElse(otherwise);
        if (number > most) {
            throw wrong(name + " is " + number + "; expected at most " + most);
        }
        return number;
    }

    OptionalDouble number(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text.get()));
        } catch (NumberFormatException e) {
            throw wrong(name + " is " + InputException.quote(text.get()) + "; expected a number");
        }
    }

    OptionalDouble bytes(String name) {
        return text(name)
                .map(text -> asField(() -> OptionalDouble.of(Amounts.bytes(name, text))))
                .orElse(OptionalDouble.empty());
    }

    Optional<TimeLimit> time(String name) {
        return read(name, TimeLimit::parse);
    }

    /** What is refused names its field already. */
    static <T> T asField(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** The one file of a field, or its text. */
    Optional<FileContent> file(String name) {
        List<FileContent> all = new ArrayList<>(form.files(name));
        for (String text : form.fields().getOrDefault(name, List.of())) {
            if (!text.isBlank()) {
                all.add(new FileContent(name, text.getBytes(StandardCharsets.UTF_8)));
            }
        }
        if (all.size() > 1) {
            throw wrong(name + " stands " + all.size() + " times; expected one file");
        }
        return all.stream().findFirst();
    }

    /** Files with different names. */
    List<FileContent> files(String name) {
        if (!values(name).isEmpty()) {
            throw wrong(name + " is text; expected files with their names");
        }
        List<FileContent> files = form.files(name);
        requireDifferent(name, files.stream().map(FileContent::name).toList());
        return files;
    }

    private static void requireDifferent(String name, Collection<String> names) {
        Set<String> seen = new HashSet<>();
        for (String file : names) {
            if (!seen.add(file)) {
                throw wrong(name + " has two files called " + InputException.quote(file)
                        + "; expected files with different names");
            }
        }
    }
}
