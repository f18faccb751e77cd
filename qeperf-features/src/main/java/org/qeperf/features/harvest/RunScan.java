package org.qeperf.features.harvest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Gathers what one run prints. A table says what to do with a line by the text that it begins with. */
final class RunScan {

    /** What to do with lines that begin with a text. */
    private record Rule(byte[] prefix, Action action) {}

    private interface Action {
        void read(RunScan run, OutputLine line);
    }

    private static final Rule[][] RULES = rules();

    private final HeaderScan header = new HeaderScan();
    private final ContentsScan contents = new ContentsScan();
    private final ProgressScan progress;
    private final ClockScan clocks;
    private final EndScan end = new EndScan();
    private final MessageDigest digest = sha256();

    RunScan(String name) {
        progress = new ProgressScan(name);
        clocks = new ClockScan(name);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The rules by the first character of a line; the first rule that fits counts. */
    private static Rule[][] rules() {
        List<List<Rule>> rules = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
            rules.add(new ArrayList<>());
        }
        HeaderScan.RULES.forEach((text, read) -> add(rules, text, (run, line) -> read.accept(run.header, line)));
        ContentsScan.RULES.forEach((text, read) -> add(rules, text, (run, line) -> read.accept(run.contents, line)));
        ProgressScan.RULES.forEach((text, read) -> add(rules, text, (run, line) -> read.accept(run.progress, line)));
        EndScan.RULES.forEach((text, read) -> add(rules, text, (run, line) -> read.accept(run.end, line)));
        for (String idle :
                List.of("total ", "estimated scf", "Davidson diag", "per-process", "c_bands:", "negative rho")) {
            add(rules, idle, (run, line) -> {});
        }
        return rules.stream().map(list -> list.toArray(new Rule[0])).toArray(Rule[][]::new);
    }

    private static void add(List<List<Rule>> rules, String text, Action action) {
        rules.get(text.charAt(0)).add(new Rule(OutputLine.ascii(text), action));
    }

    void line(OutputLine line) {
        int first = line.at(0);
        if (!line.isEnded()) {
            header.cutOff(line);
            end.cutOff(line);
            return;
        }
        if (contents.isInTable() && contents.tableLine(line) || first <= 0) {
            return;
        }
        if (end.isWaiting()) {
            end.message(line);
            return;
        }
        if (line.at(ClockScan.COLON) == ':' && clocks.line(line)) {
            return;
        }
        for (Rule rule : RULES[first]) {
            if (line.startsWith(rule.prefix)) {
                rule.action.read(this, line);
                return;
            }
        }
        if (OutputLine.isDigit(first)) {
            contents.numberLine(line);
            if (line.at(line.skipDigits(0)) != ':') {
                return;
            }
        }
        if (first != '-' || line.at(1) == '-') {
            end.other(line);
        }
    }

    void bytes(byte[] buffer, int from, int length) {
        digest.update(buffer, from, length);
    }

    boolean hasError() {
        return end.hasError();
    }

    PwOutput result() {
        boolean pastHeader = contents.hasBegun() || header.isPast();
        RunLayout layout = header.layout(pastHeader);
        boolean done = end.isDone();
        Optional<String> calculation = progress.calculation(done, contents.isVariableCell());
        return new PwOutput(
                header.program(calculation),
                layout,
                contents.contents(progress.isSpinPolarized(), header.countsSpinsApart()),
                progress.iterations(),
                clocks.times(),
                contents.memory(),
                end.result(progress.isDynamics()),
                new RunFiles(header.input(), end.saveFolder(), contents.labels()),
                HexFormat.of().formatHex(digest.digest()));
    }
}
