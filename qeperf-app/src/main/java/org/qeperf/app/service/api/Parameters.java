package org.qeperf.app.service.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.app.service.http.Problem;
import org.qeperf.app.service.http.Request;

/** The parameters of an address. */
final class Parameters {

    private static final String WRONG = "A parameter is wrong";

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Those of a request: all of them known, none twice. */
    static Parameters of(Request request, String... known) {
        List<String> names = List.of(known);
        request.query().forEach((name, values) -> {
            if (!names.contains(name)) {
                throw wrong("there is no parameter " + InputException.quote(name)
                        + (names.isEmpty()
                                ? " here; expected none"
                                : EditDistance.suggestion(name, names) + "; expected one of "
                                        + String.join(", ", names)));
            }
            if (values.size() > 1) {
                throw wrong(name + " stands " + values.size() + " times; expected one value");
            }
        });
        return new Parameters(request.query());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(all -> all.get(0));
    }

    long number(String name, long otherwise, long most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw noNumber(name, text.get(), most);
        }
        throw noNumber(name, text.get(), most);
    }

    private static Problem noNumber(String name, String text, long most) {
        return wrong(name + " is " + InputException.quote(text) + "; expected a whole number from 0 to " + most);
    }

    static Problem wrong(String detail) {
        return new Problem(400, WRONG, detail);
    }
}
