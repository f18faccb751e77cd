package org.qeperf.bench.report;

import java.util.List;

/** The page of what became faster or slower from one run to another. */
final class ChangesPage {

    private final SuiteRun before;
    private final SuiteRun after;

    ChangesPage(SuiteRun before, SuiteRun after) {
        this.before = before;
        this.after = after;
    }

    String markdown() {
        StringBuilder text = new StringBuilder(SuitePage.head("Changes", after));
        text.append("Beside the run of ")
                .append(before.date())
                .append(" at commit ")
                .append(before.surroundings().commit())
                .append(" on ")
                .append(before.surroundings().processor())
                .append(", in [")
                .append(before.file().getFileName())
                .append("](")
                .append(before.file().getFileName())
                .append("). A ratio is how many times as long a benchmark took before, with its 99.9 % interval; what")
                .append(" the interval leaves open is neither faster nor slower.\n\n")
                .append("| benchmark | parameters | before | after | ratio | interval | |\n"
                        + "|---|---|---:|---:|---:|---|---|\n");
        List<Measured> old = before.results();
        for (Measured now : after.results()) {
            old.stream()
                    .filter(o -> o.owner().equals(now.owner()) && o.method().equals(now.method()))
                    .filter(o -> o.parameters().equals(now.parameters()))
                    .filter(o -> o.samples().length > 1 && now.samples().length > 1)
                    .forEach(o -> row(text, o, now));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, Measured old, Measured now) {
        Ratio ratio = Ratio.of(old.sampleSeconds(), now.sampleSeconds());
        String word = ratio.low() > 1 ? "faster" : ratio.high() < 1 ? "slower" : "";
        text.append("| `")
                .append(now.owner())
                .append('.')
                .append(now.method())
                .append("` | ")
                .append(now.parameterText())
                .append(" | ")
                .append(Units.time(old.seconds(), Double.NaN))
                .append(" | ")
                .append(Units.time(now.seconds(), Double.NaN))
                .append(" | ")
                .append(Units.digits(ratio.value()))
                .append(" | ")
                .append(ratio.interval())
                .append(" | ")
                .append(word)
                .append(" |\n");
    }
}
