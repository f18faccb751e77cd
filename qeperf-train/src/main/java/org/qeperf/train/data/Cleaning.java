package org.qeperf.train.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;

/**
 * Decides which runs to keep: named rules in order, of which the first that a run breaks gives the reason. Immutable.
 * {@code docs/data.md} describes every rule.
 *
 * @param name name of the rules, such as {@code default} or {@code thesis+balanced}
 * @param rules the rules in order
 */
public record Cleaning(String name, List<CleaningRule> rules) {

    /** The rules that every training needs. */
    public static final String DEFAULT = "default";

    /** The rules for models of any machine. */
    public static final String ANY_MACHINE = "any-machine";

    private static final Map<String, List<CleaningRule>> SETS = sets();

    /** Copies the list. */
    public Cleaning {
        rules = List.copyOf(rules);
    }

    /**
     * What became of runs.
     *
     * @param kept the runs that broke no rule, in order
     * @param dropped number of runs left out, by reason in alphabetical order
     */
    public record Result(List<RunRecord> kept, Map<String, Integer> dropped) {

        /** Copies both. */
        public Result {
            kept = List.copyOf(kept);
            dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
        }
    }

    private static Map<String, List<CleaningRule>> sets() {
        List<CleaningRule> always = List.of(
                CleaningRule.PROGRAM,
                CleaningRule.OUTCOME,
                CleaningRule.GPU,
                CleaningRule.TIME,
                CleaningRule.COUNTS,
                CleaningRule.SYSTEM,
                CleaningRule.MACHINE,
                CleaningRule.LAYOUT,
                CleaningRule.DISTURBED,
                CleaningRule.SHORT);
        Map<String, List<CleaningRule>> sets = new LinkedHashMap<>();
        sets.put(DEFAULT, always);
        sets.put("thesis", with(always, CleaningRule.SMOOTH_GRID));
        sets.put("native", with(always, CleaningRule.SIRIUS));
        sets.put("balanced", with(always, CleaningRule.BALANCED));
        sets.put(
                ANY_MACHINE,
                List.of(
                        CleaningRule.PROGRAM,
                        CleaningRule.OUTCOME,
                        CleaningRule.GPU,
                        CleaningRule.SIRIUS,
                        CleaningRule.BALANCED,
                        CleaningRule.EXACT_EXCHANGE,
                        CleaningRule.TIME,
                        CleaningRule.COUNTS,
                        CleaningRule.MACHINE,
                        CleaningRule.RANKS,
                        CleaningRule.DISTURBED,
                        CleaningRule.FAST));
        return sets;
    }

    private static List<CleaningRule> with(List<CleaningRule> rules, CleaningRule one) {
        return Stream.concat(rules.stream(), Stream.of(one)).toList();
    }

    /**
     * Rules by name. Every set but {@value #ANY_MACHINE} begins with the default ones.
     *
     * @param names names of sets of rules, joined by {@code +}
     * @return the rules of all in order, each once
     * @throws TrainingException if there is no set of such a name; the message lists the known ones
     */
    public static Cleaning find(String names) {
        Set<CleaningRule> rules = new LinkedHashSet<>();
        for (String name : names.split("\\+", -1)) {
            List<CleaningRule> set = SETS.get(name);
            if (set == null) {
                throw new TrainingException("there is no cleaning " + InputException.quote(name) + "; expected one of "
                        + String.join(", ", SETS.keySet()) + ", or several joined by +");
            }
            rules.addAll(set);
        }
        return new Cleaning(names, List.copyOf(rules));
    }

    /**
     * Applies the rules.
     *
     * @param runs runs
     * @param code the simulation program of interest
     * @return those kept, and why the others are not
     */
    public Result apply(List<RunRecord> runs, String code) {
        List<RunRecord> kept = new ArrayList<>();
        Map<String, Integer> dropped = new TreeMap<>();
        for (RunRecord run : runs) {
            String reason = reasonToDrop(run, code);
            if (reason.isEmpty()) {
                kept.add(run);
            } else {
                dropped.merge(reason, 1, Integer::sum);
            }
        }
        return new Result(kept, dropped);
    }

    /**
     * Looks at one run.
     *
     * @param run the run
     * @param code the simulation program of interest
     * @return the reason of the first rule that it breaks; empty for a run to keep
     */
    public String reasonToDrop(RunRecord run, String code) {
        for (CleaningRule rule : rules) {
            String reason = rule.reasonToDrop(run, code);
            if (!reason.isEmpty()) {
                return reason;
            }
        }
        return "";
    }

    /**
     * Names of the sets of rules.
     *
     * @return in the order in which to show them
     */
    public static List<String> names() {
        return List.copyOf(SETS.keySet());
    }
}
