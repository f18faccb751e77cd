package org.qeperf.bench.report;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page of a run's times and ratios. */
final class SuitePage {

    private static final String PACKAGE = "org.qeperf.bench.";

    private final SuiteRun run;
    private final List<Measured> results;

    SuitePage(SuiteRun run) {
        this.run = run;
        this.results = run.results().stream()
                .filter(r ->
                        owner(r).filter(c -> c.isAnnotationPresent(Grows.class)).isEmpty())
                .toList();
    }

    /** The class of a benchmark, if there still is one. */
    static Optional<Class<?>> owner(Measured result) {
        for (String folder : List.of("", "growth.")) {
            try {
                return Optional.of(
                        Class.forName(PACKAGE + folder + result.owner(), false, SuitePage.class.getClassLoader()));
            } catch (ClassNotFoundException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    static String head(String title, SuiteRun run) {
        return "# " + title + "\n\n" + "Written on " + run.date() + " by\n\n    " + run.command()
                + "\n\nand not by hand; JMH's own figures are in [" + run.file().getFileName() + "]("
                + run.file().getFileName()
                + "), what is measured and how to read it in [README.md](README.md).\n\n"
                + run.surroundings().markdown()
                + String.join(
                        "",
                        run.settings().stream()
                                .map(line -> "| JMH | " + line.substring(4) + " |\n")
                                .toList())
                + "\n";
    }

    String markdown() {
        StringBuilder text = new StringBuilder(head("Benchmarks", run));
        text.append("Mean and half of its 99.9 % interval; a ratio is how many times as long the other takes, with its")
                .append(" 99.9 % interval.\n");
        String owner = "";
        for (Measured result : results) {
            if (!result.owner().equals(owner)) {
                owner = result.owner();
                text.append("\n## ")
                        .append(owner)
                        .append("\n\n| benchmark | parameters | time | bytes allocated | against")
                        .append(" | ratio | interval |\n|---|---|---:|---:|---|---:|---|\n");
            }
            row(text, result);
        }
        return text.toString();
    }

    private void row(StringBuilder text, Measured result) {
        String head = "| `" + result.method() + "` | " + result.parameterText() + " | "
                + Units.time(result.seconds(), result.error() * Units.seconds(result.unit())) + " | "
                + (Double.isNaN(result.bytes()) ? "" : String.format(Locale.ROOT, "%,.0f", result.bytes())) + " | ";
        List<Measured> others = others(result);
        if (others.isEmpty()) {
            text.append(head).append("| | |\n");
        }
        for (Measured other : others) {
            Ratio ratio = Ratio.of(other.sampleSeconds(), result.sampleSeconds());
            text.append(head)
                    .append('`')
                    .append(other.method())
                    .append("` | ")
                    .append(Units.digits(ratio.value()))
                    .append(" | ")
                    .append(ratio.interval())
                    .append(" |\n");
            head = "| | | | | ";
        }
    }

    /** What a benchmark is compared with, measured with the same parameters. */
    private List<Measured> others(Measured result) {
        List<String> names =
                owner(result).map(owner -> against(owner, result.method())).orElse(List.of());
        List<Measured> others = new ArrayList<>();
        for (String name : names) {
            results.stream()
                    .filter(r -> r.owner().equals(result.owner()) && r.method().equals(name))
                    .filter(r -> r.parameters().equals(result.parameters()))
                    .filter(r -> r.samples().length > 1 && result.samples().length > 1)
                    .forEach(others::add);
        }
        return others;
    }

    private static List<String> against(Class<?> owner, String name) {
        for (Method method : owner.getDeclaredMethods()) {
            Against against = method.getAnnotation(Against.class);
            if (against != null && method.getName().equals(name)) {
                return List.of(against.value());
            }
        }
        return List.of();
    }
}
