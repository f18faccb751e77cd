package org.qeperf.train.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.train.automl.Accuracy;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.LeaderboardRow;

/** A leaderboard for terminals. Control characters in names and reasons are spaces in it. */
public final class LeaderboardTable {

    private static final int LONGEST_REASON = 60;
    private static final int LONGEST_NAME = 40;
    private static final String MORE = "...";

    private LeaderboardTable() {}

    /**
     * The cells, row by row, the best first.
     *
     * @param result what came of a search
     * @return a header and a row for each row of the leaderboard, all with the same number of cells
     */
    public static List<List<String>> rows(AutoMlResult result) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "technique",
                "validation MAPE",
                "test MAPE",
                "median APE",
                "R2",
                "seconds",
                "trials",
                "failed",
                "us/row",
                "reason"));
        for (LeaderboardRow row : result.leaderboard()) {
            Optional<Accuracy> test = row.test();
            table.add(List.of(
                    shortened(row.technique(), LONGEST_NAME),
                    Wording.percent(row.validationMape()),
                    Wording.percent(Wording.testMape(row)),
                    Wording.percent(test.map(Accuracy::medianApe).orElse(Double.NaN)),
                    Wording.decimal(test.map(Accuracy::r2).orElse(Double.NaN)),
                    Wording.seconds(row.seconds()),
                    Integer.toString(row.trials()),
                    Integer.toString(row.failed()),
                    Wording.microseconds(row.latencyMicroseconds()),
                    shortened(row.reason(), LONGEST_REASON)));
        }
        return table;
    }

    /**
     * What to say before the table.
     *
     * @param result what came of a search
     * @return lines
     */
    public static List<String> above(AutoMlResult result) {
        return List.of(
                plain(result.source()) + ": " + plain(Wording.target(result)) + ", " + Wording.rows(result.rows())
                        + ", " + Wording.count(result.rowsSearched(), "of them", "of them") + " searched",
                "held out for the test: " + plain(Wording.test(result.plan().test())),
                "held out to choose by: " + plain(Wording.division(result.plan().selection())),
                "seed " + result.plan().seed() + ", search "
                        + plain(result.plan().search().method()) + ", "
                        + Wording.count(result.trials().size(), "trial", "trials") + " in "
                        + Wording.seconds(result.seconds()) + " s");
    }

    /**
     * What to say after the table.
     *
     * @param result what came of a search
     * @return lines
     */
    public static List<String> below(AutoMlResult result) {
        List<String> lines = new ArrayList<>(Headline.of(result).sentences());
        result.formula().ifPresent(formula -> lines.add("formula: " + formula));
        result.plan().notes().forEach(note -> lines.add("note: " + note));
        result.notes().forEach(note -> lines.add("note: " + note));
        return lines.stream().map(LeaderboardTable::plain).toList();
    }

    private static String shortened(String text, int longest) {
        String shown = plain(text);
        int length = shown.codePointCount(0, shown.length());
        return length <= longest
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, longest - MORE.length())) + MORE;
    }

    /** One line that no terminal obeys. */
    private static String plain(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(isCommand(c) ? ' ' : c));
        return shown.toString();
    }

    private static boolean isCommand(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
