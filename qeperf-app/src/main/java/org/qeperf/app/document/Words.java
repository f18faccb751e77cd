package org.qeperf.app.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.qeperf.api.InputException;

/** Constants as words in lower case. */
public final class Words {

    private Words() {}

    /**
     * Reads what {@link #word} writes, in any case.
     *
     * @param <E> the constants
     * @param type the constants
     * @return throws an {@link IllegalArgumentException} for other words; its message lists those that are possible
     */
    public static <E extends Enum<E>> Function<String, E> of(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(InputException.quote(text) + "; expected one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Words::word)
                                .collect(Collectors.joining(", "))));
    }

    /**
     * What users write.
     *
     * @param constant a constant
     * @return such as {@code slurm-rest}
     */
    public static String word(Enum<?> constant) {
        return key(constant).replace('_', '-');
    }

    /**
     * What stands in documents about models and runs.
     *
     * @param constant a constant
     * @return such as {@code rolled_back}
     */
    public static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
