package org.qeperf.app.service.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.qeperf.api.InputException;

/** Constants as words in lower case. */
final class Words {

    private Words() {}

    /** Reads a word in any case. */
    static <E extends Enum<E>> Function<String, E> of(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(InputException.quote(text) + "; expected one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(Words::word)
                                        .toList())));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
