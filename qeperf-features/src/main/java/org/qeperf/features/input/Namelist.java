package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/** One Fortran namelist: variables with one or more values. Names are lower case. */
final class Namelist {

    private final String name;
    private final SourceLocation location;
    private final Map<String, TreeMap<Integer, Token>> variables = new LinkedHashMap<>();
    private final Map<String, Token> names = new LinkedHashMap<>();

    Namelist(String name, SourceLocation location) {
        this.name = name;
        this.location = location;
    }

    String name() {
        return name;
    }

    SourceLocation location() {
        return location;
    }

    /** The variables given, each with the token of its name. */
    Map<String, Token> names() {
        return Collections.unmodifiableMap(names);
    }

    void declare(Token variable, String lowerName) {
        names.putIfAbsent(lowerName, variable);
    }

    void set(String lowerName, int index, Token value) {
        variables.computeIfAbsent(lowerName, k -> new TreeMap<>()).put(index, value);
    }

    /** Values by index, from 1, in order of the index. */
    Map<Integer, Token> values(String variable) {
        Map<Integer, Token> values = variables.get(variable);
        return values == null ? Map.of() : values;
    }

    /** The value of a variable that is no array. */
    Optional<Token> value(String variable) {
        return Optional.ofNullable(first(variable));
    }

    private @Nullable Token first(String variable) {
        return values(variable).get(1);
    }

    double real(String variable, double byDefault) {
        Token value = first(variable);
        return value == null ? byDefault : value.real(variable);
    }

    int whole(String variable, int byDefault) {
        Token value = first(variable);
        return value == null ? byDefault : value.whole(variable);
    }

    boolean logical(String variable, boolean byDefault) {
        Token value = first(variable);
        return value == null ? byDefault : value.logical(variable);
    }

    String string(String variable, String byDefault) {
        Token value = first(variable);
        return value == null ? byDefault : value.string(variable);
    }

    /** A value that is none of those known. */
    InputException unknown(String variable, String given, String known) {
        return new InputException(
                locate(variable), given, "unknown " + variable + " " + InputException.quote(given), "one of " + known);
    }

    /** Every value as it is typed. */
    List<PwInput.Variable> asTyped() {
        List<PwInput.Variable> all = new ArrayList<>();
        variables.forEach((variable, values) -> values.forEach((index, token) ->
                all.add(new PwInput.Variable(name, variable, index, token.text(), token.location()))));
        return all;
    }

    /** Where a variable that is not set may be meant: at an unknown one of nearly the same name, else at the namelist. */
    SourceLocation locateNear(String variable) {
        return values(variable).isEmpty()
                ? names.values().stream()
                        .filter(token -> Keywords.find(name, token.text().toLowerCase(Locale.ROOT))
                                .isEmpty())
                        .filter(token -> EditDistance.between(token.text().toLowerCase(Locale.ROOT), variable) <= 2)
                        .map(Token::location)
                        .findFirst()
                        .orElse(location)
                : locate(variable);
    }

    /** Where a variable is set, or the namelist itself where it is not. */
    SourceLocation locate(String variable) {
        Token first = first(variable);
        return first == null ? location : first.location();
    }
}
