package org.qeperf.runtime.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of quantities in machine files: their units, and what is plausible. Values inside are in bytes, seconds, Hz, flop and W. */
enum Quantity {
    MEMORY("1 MiB", "1000 TB", Units.BYTES),
    CACHE("1 KiB", "16 GiB", Units.BYTES),
    RATE("0.1 GB/s", "100 TB/s", Units.of("TB/s", "1E12", "GB/s", "1E9")),
    CLOCK("100 MHz", "10 GHz", Units.of("GHz", "1E9", "MHz", "1E6")),
    FLOP_RATE("1 Gflop/s", "1000 Tflop/s", Units.of("Tflop/s", "1E12", "Gflop/s", "1E9")),
    TIME("1 s", "366 d", Units.of("d", "86400", "h", "3600", "min", "60", "s", "1")),
    POWER("1 W", "100 kW", Units.of("kW", "1000", "W", "1"));

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,15}(?:[.][0-9]{1,20})?) ([A-Za-z/]{1,10})");
    private static final int DECIMALS = 20;

    private final String least;
    private final String most;
    private final Map<String, BigDecimal> units;

    Quantity(String least, String most, Map<String, BigDecimal> units) {
        this.least = least;
        this.most = most;
        this.units = units;
    }

    /** Names of the units, the largest first. */
    List<String> units() {
        return List.copyOf(units.keySet());
    }

    /** The range that is plausible, for messages. */
    String range() {
        return least + " to " + most;
    }

    boolean isPlausible(double value) {
        return value >= known(least) && value <= known(most);
    }

    /** The value of a text, if it is one of this kind, plausible or not. */
    Optional<Double> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(units.get(matcher.group(2)))
                .map(unit -> new BigDecimal(matcher.group(1)).multiply(unit).doubleValue());
    }

    /** The text of a value with the fewest figures, which {@link #parse} reads as the same. */
    String text(double value) {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        units.forEach((unit, factor) -> {
            BigDecimal amount = BigDecimal.valueOf(value)
                    .divide(factor, DECIMALS, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
            String figures = amount.toPlainString();
            String text = figures + " " + unit;
            if (parse(text).filter(same -> same == value).isPresent()) {
                // A figure before the point reads better than fewer of them.
                lengths.put(text, figures.length() + (amount.compareTo(BigDecimal.ONE) < 0 ? DECIMALS : 0));
            }
        });
        return lengths.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow(() -> new IllegalArgumentException(value + " cannot be written as a " + this))
                .getKey();
    }

    private double known(String text) {
        return parse(text).orElseThrow();
    }

    private static final class Units {

        private static final Map<String, BigDecimal> BYTES = of(
                "TiB",
                "1099511627776",
                "TB",
                "1E12",
                "GiB",
                "1073741824",
                "GB",
                "1E9",
                "MiB",
                "1048576",
                "MB",
                "1E6",
                "KiB",
                "1024",
                "kB",
                "1000");

        private static Map<String, BigDecimal> of(String... namesAndFactors) {
            Map<String, BigDecimal> units = new LinkedHashMap<>();
            for (int i = 0; i < namesAndFactors.length; i += 2) {
                units.put(namesAndFactors[i], new BigDecimal(namesAndFactors[i + 1]));
            }
            return units;
        }
    }
}
