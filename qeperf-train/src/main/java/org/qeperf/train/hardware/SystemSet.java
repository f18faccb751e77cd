package org.qeperf.train.hardware;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qeperf.features.harvest.RunLayout;
import org.qeperf.runtime.hardware.Device;
import org.qeperf.train.data.CleaningRule;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.hardware.RunMachines.Place;

/**
 * The systems of a run set. Runs that nothing can be said of are left out and counted: those on machines that nobody describes
 * above all.
 *
 * @param systems each once, with its best time; by problem, release, device, machine and size
 * @param runs runs that they are made of
 * @param leftOut how many runs were left out, by reason
 * @param unknown what the machines are called that nobody describes, and how many runs each has
 */
public record SystemSet(
        List<MeasuredSystem> systems, int runs, Map<String, Integer> leftOut, Map<String, Integer> unknown) {

    private static final String CODE = "pw.x";
    private static final String NOT_DESCRIBED = "on machines that the catalogue does not describe";
    private static final String NO_NAME = "(no name)";

    private static final List<CleaningRule> RULES = List.of(
            CleaningRule.PROGRAM,
            CleaningRule.OUTCOME,
            CleaningRule.SIRIUS,
            CleaningRule.TIME,
            CleaningRule.COUNTS,
            CleaningRule.RANKS,
            CleaningRule.DISTURBED,
            CleaningRule.SHORT);

    /** Copies the collections. */
    public SystemSet {
        systems = List.copyOf(systems);
        leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
        unknown = Collections.unmodifiableMap(new TreeMap<>(unknown));
    }

    /**
     * Gathers.
     *
     * @param runs run records
     * @param machines where they were made
     * @return the systems
     */
    public static SystemSet of(Collection<RunRecord> runs, RunMachines machines) {
        Gathering gathering = new Gathering(machines);
        runs.forEach(gathering::add);
        List<MeasuredSystem> systems = new ArrayList<>(gathering.best.values());
        systems.sort(Comparator.comparing(MeasuredSystem::problem)
                .thenComparing(MeasuredSystem::release)
                .thenComparing(MeasuredSystem::device)
                .thenComparing(MeasuredSystem::machine)
                .thenComparing(MeasuredSystem::units)
                .thenComparing(MeasuredSystem::nodes));
        return new SystemSet(
                systems, systems.stream().mapToInt(MeasuredSystem::runs).sum(), gathering.leftOut, gathering.unknown);
    }

    /** Runs by and by. */
    private static final class Gathering {
        private final RunMachines machines;
        private final Map<String, MeasuredSystem> best = new TreeMap<>();
        private final Map<String, Integer> leftOut = new TreeMap<>();
        private final Map<String, Integer> unknown = new TreeMap<>();

        Gathering(RunMachines machines) {
            this.machines = machines;
        }

        void add(RunRecord run) {
            String reason = RULES.stream()
                    .map(rule -> rule.reasonToDrop(run, CODE))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElseGet(() -> addWhole(run));
            if (!reason.isEmpty()) {
                leftOut.merge(reason, 1, Integer::sum);
            }
        }

        /** Adds a run of which all is known that a run tells; says what is not. */
        private String addWhole(RunRecord run) {
            Optional<Problem> problem = Problem.of(run);
            if (problem.isEmpty()) {
                return "no system, or counts missing";
            }
            Optional<Place> place = machines.find(run);
            if (place.isEmpty()) {
                String words = RunMachines.words(run);
                unknown.merge(words.isEmpty() ? NO_NAME : words, 1, Integer::sum);
                return NOT_DESCRIBED;
            }
            Device device = run.program().gpu() ? Device.ACCELERATORS : Device.PROCESSORS;
            int perNode = place.get()
                    .nodeType()
                    .accelerator()
                    .map(a -> a.count().value())
                    .orElse(0);
            if (device == Device.ACCELERATORS && perNode == 0) {
                return "on accelerators that the described nodes do not have";
            }
            RunLayout layout = run.place().layout();
            int ranks = layout.ranks().orElseThrow();
            int cores = ranks * layout.threads().orElse(1);
            int coresPerNode = place.get().nodeType().processor().cores().value();
            int nodes = layout.nodes().orElse((cores + coresPerNode - 1) / coresPerNode);
            if (cores > (long) nodes * coresPerNode) {
                return "more ranks and threads than the described nodes have cores";
            }
            merge(new MeasuredSystem(
                    problem.get(),
                    release(run.program().version().orElse("unknown")),
                    device,
                    place.get().cluster(),
                    place.get().nodeType(),
                    nodes,
                    cores,
                    device == Device.PROCESSORS ? cores : Math.min(ranks, nodes * perNode),
                    run.secondsPerScfIteration().orElseThrow(),
                    1));
            return "";
        }

        private void merge(MeasuredSystem one) {
            String key = String.join(
                    "\n",
                    one.problem().key(),
                    one.release(),
                    one.machine(),
                    Integer.toString(one.nodes()),
                    Integer.toString(one.cores()));
            best.merge(key, one, Gathering::better);
        }

        private static MeasuredSystem better(MeasuredSystem a, MeasuredSystem b) {
            MeasuredSystem faster = b.secondsPerIteration() < a.secondsPerIteration() ? b : a;
            return new MeasuredSystem(
                    faster.problem(),
                    faster.release(),
                    faster.device(),
                    faster.cluster(),
                    faster.nodeType(),
                    faster.nodes(),
                    faster.cores(),
                    faster.units(),
                    faster.secondsPerIteration(),
                    a.runs() + b.runs());
        }

        /** {@code 6.7} of {@code 6.7MaX} and {@code 6.7.0}. */
        private static String release(String version) {
            int end = 0;
            int points = 0;
            while (end < version.length() && points < 2) {
                char c = version.charAt(end);
                points += c == '.' ? 1 : 0;
                if (points == 2 || c != '.' && (c < '0' || c > '9')) {
                    break;
                }
                end++;
            }
            return end == 0 ? version : version.substring(0, end);
        }
    }
}
