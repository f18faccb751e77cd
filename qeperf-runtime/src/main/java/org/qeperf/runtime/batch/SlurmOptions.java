package org.qeperf.runtime.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of sbatch and srun, which share most ({@code src/common/slurm_opt.c}): names, letters, and which take a value. */
final class SlurmOptions {

    /** Long options without value. */
    private static final Set<String> BARE = Set.of(
            "contiguous",
            "hold",
            "ignore-pbs",
            "get-user-env",
            "label",
            "multi-prog",
            "no-allocate",
            "no-requeue",
            "overcommit",
            "oversubscribe",
            "parsable",
            "preserve-env",
            "quiet",
            "quit-on-interrupt",
            "reboot",
            "requeue",
            "spread-job",
            "test-only",
            "unbuffered",
            "use-min-nodes",
            "usage",
            "verbose",
            "version",
            "help",
            "wait-for-children",
            "whole",
            "exact",
            "disable-status",
            "async",
            "interactive",
            "external");

    /** Long options whose value stands behind an equals sign or nowhere. */
    private static final Set<String> OPTIONAL = Set.of(
            "exclusive",
            "nice",
            "no-kill",
            "kill-on-bad-exit",
            "propagate",
            "bcast",
            "compress",
            "immediate",
            "overlap",
            "pty",
            "send-libs",
            "x11",
            "resv-ports",
            "oom-kill-step");

    /** Long options with value. */
    private static final Set<String> VALUED = Set.of(
            "account",
            "acctg-freq",
            "array",
            "batch",
            "bb",
            "bbf",
            "begin",
            "chdir",
            "cluster-constraint",
            "clusters",
            "comment",
            "constraint",
            "container",
            "core-spec",
            "cores-per-socket",
            "cpu-bind",
            "cpu_bind",
            "cpu-freq",
            "cpus-per-gpu",
            "cpus-per-task",
            "deadline",
            "delay-boot",
            "dependency",
            "distribution",
            "epilog",
            "error",
            "exclude",
            "export",
            "export-file",
            "extra-node-info",
            "gid",
            "gpu-bind",
            "gpu-freq",
            "gpus",
            "gpus-per-node",
            "gpus-per-socket",
            "gpus-per-task",
            "gres",
            "gres-flags",
            "het-group",
            "hint",
            "input",
            "job-name",
            "jobid",
            "kill-on-invalid-dep",
            "licenses",
            "mail-type",
            "mail-user",
            "mcs-label",
            "mem",
            "mem-bind",
            "mem-per-cpu",
            "mem-per-gpu",
            "mincpus",
            "mpi",
            "msg-timeout",
            "network",
            "nodefile",
            "nodelist",
            "nodes",
            "ntasks",
            "ntasks-per-core",
            "ntasks-per-gpu",
            "ntasks-per-node",
            "ntasks-per-socket",
            "open-mode",
            "output",
            "partition",
            "power",
            "prefer",
            "priority",
            "profile",
            "prolog",
            "qos",
            "relative",
            "reservation",
            "signal",
            "slurmd-debug",
            "sockets-per-node",
            "switches",
            "task-epilog",
            "task-prolog",
            "tasks-per-node",
            "thread-spec",
            "threads",
            "threads-per-core",
            "time",
            "time-min",
            "tmp",
            "tres-bind",
            "tres-per-task",
            "uid",
            "wait-all-nodes",
            "wckey",
            "wrap");

    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('A', "account"),
            Map.entry('a', "array"),
            Map.entry('B', "extra-node-info"),
            Map.entry('b', "begin"),
            Map.entry('C', "constraint"),
            Map.entry('c', "cpus-per-task"),
            Map.entry('D', "chdir"),
            Map.entry('d', "dependency"),
            Map.entry('E', "preserve-env"),
            Map.entry('e', "error"),
            Map.entry('F', "nodefile"),
            Map.entry('G', "gpus"),
            Map.entry('H', "hold"),
            Map.entry('h', "help"),
            Map.entry('I', "immediate"),
            Map.entry('i', "input"),
            Map.entry('J', "job-name"),
            Map.entry('K', "kill-on-bad-exit"),
            Map.entry('k', "no-kill"),
            Map.entry('L', "licenses"),
            Map.entry('l', "label"),
            Map.entry('M', "clusters"),
            Map.entry('m', "distribution"),
            Map.entry('N', "nodes"),
            Map.entry('n', "ntasks"),
            Map.entry('O', "overcommit"),
            Map.entry('o', "output"),
            Map.entry('p', "partition"),
            Map.entry('Q', "quiet"),
            Map.entry('q', "qos"),
            Map.entry('r', "relative"),
            Map.entry('S', "core-spec"),
            Map.entry('s', "oversubscribe"),
            Map.entry('T', "threads"),
            Map.entry('t', "time"),
            Map.entry('u', "unbuffered"),
            Map.entry('V', "version"),
            Map.entry('v', "verbose"),
            Map.entry('w', "nodelist"),
            Map.entry('X', "disable-status"),
            Map.entry('x', "exclude"),
            Map.entry('Z', "no-allocate"));

    private static final String BARE_LETTERS = "EHhlOQsuVvXWZ";
    private static final String OPTIONAL_LETTERS = "IKk";

    private SlurmOptions() {}

    /**
     * An option at the begin of a list of words.
     *
     * @param name its long name, or the word where it is not known
     * @param value its value; empty where it has none
     * @param words how many words it takes
     */
    record Option(String name, Optional<String> value, int words) {}

    /** The option at a place of a list of words, which begins with a hyphen. */
    static Option at(List<String> words, int at) {
        String word = words.get(at);
        Optional<String> next = at + 1 < words.size() ? Optional.of(words.get(at + 1)) : Optional.empty();
        if (word.startsWith("--")) {
            int equals = word.indexOf('=');
            String name = full(equals < 0 ? word.substring(2) : word.substring(2, equals));
            if (equals >= 0) {
                return new Option(name, Optional.of(word.substring(equals + 1)), 1);
            }
            return VALUED.contains(name) ? new Option(name, next, 2) : new Option(name, Optional.empty(), 1);
        }
        char letter = word.length() < 2 ? '-' : word.charAt(1);
        String name = LETTERS.getOrDefault(letter, word);
        if (BARE_LETTERS.indexOf(letter) >= 0 || OPTIONAL_LETTERS.indexOf(letter) >= 0 || name.equals(word)) {
            return new Option(name, Optional.empty(), 1);
        }
        return word.length() > 2 ? new Option(name, Optional.of(word.substring(2)), 1) : new Option(name, next, 2);
    }

    /** A long name of which the begin is given; with two hyphens before it where it is not known. */
    private static String full(String begin) {
        if (VALUED.contains(begin) || BARE.contains(begin) || OPTIONAL.contains(begin)) {
            return begin;
        }
        String found = "";
        for (Set<String> names : List.of(VALUED, BARE, OPTIONAL)) {
            for (String name : names) {
                if (name.startsWith(begin)) {
                    if (!found.isEmpty()) {
                        return "--" + begin;
                    }
                    found = name;
                }
            }
        }
        return found.isEmpty() || begin.isEmpty() ? "--" + begin : found;
    }
}
