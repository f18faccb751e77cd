package org.qeperf.runtime.batch;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.runtime.batch.ShellVariables.Field;

/**
 * How many words the options of launchers other than srun have. Sources: mpirun(1) of Open MPI 4.1 and 5.0 and the options of PRRTE
 * ({@code src/mca/schizo/ompi}), mpiexec of MPICH's Hydra, Intel MPI's developer reference (mpiexec.hydra), mpiexec of Cray's PALS in the
 * user guides of Argonne, the Summit user guide (jsrun), aprun(1).
 */
final class LaunchOptions {

    private static final Map<LauncherFamily, Map<String, Integer>> WORDS = new EnumMap<>(LauncherFamily.class);

    static {
        family(
                LauncherFamily.OPEN_MPI,
                "s d q v V h p tv pernode bynode byslot bycore bysocket bind-to-core bind-to-socket report-bindings"
                        + " oversubscribe nooversubscribe nolocal use-hwthread-cpus hetero-nodes display-map"
                        + " display-allocation display-topo display-devel-map display-devel-allocation display-comm"
                        + " tag-output timestamp-output merge-stderr-to-stdout xml quiet noprefix preload-binary"
                        + " set-cwd-to-session-dir allow-run-as-root get-stack-traces report-state-on-timeout"
                        + " enable-recovery disable-recovery continuous do-not-launch debug-daemons debug-daemons-file"
                        + " debug-devel leave-session-attached report-child-jobs-separately show-progress gpu",
                "n np c N H host hostfile machinefile default-hostfile add-host add-hostfile npernode npersocket ppr"
                        + " map-by rank-by bind-to x wd wdir path prefix am amca tune app cpus-per-proc cpus-per-rank"
                        + " cpu-set cpu-list slot-list rf rankfile output-filename output display stdin timeout"
                        + " spawn-timeout preload-files preload-files-dest-dir personality ompi-server server-wait-time"
                        + " report-uri report-pid report-events max-restarts max-vm-size launch-agent xterm xml-file"
                        + " forward-signals stream-buffering with-ft dvm dvm-uri runtime-options rtos gpu-support"
                        + " memory-alloc-kinds pset",
                "mca gmca omca gomca prtemca pmixmca");
        family(
                LauncherFamily.HYDRA,
                "l label rr genvall genvnone genvuser envall envnone envuser nolocal localroot v verbose V version info"
                        + " print-rank-map print-all-exitcodes prepend-rank enable-x disable-x ilp64 check_mpi gdb tv"
                        + " cleanup nocleanup noconf rdma RDMA dapl DAPL ib IB mx MX psm PSM psm2 PSM2 hfi pmi-connect"
                        + " line-buffer transfer no-transfer trace t pmi-aggregate pmi-noaggregate skip-launch-node"
                        + " disable-hostname-propagation",
                "n np f hostfile machinefile machine host hosts hostlist hosts-group ppn perhost grr genvlist envlist"
                        + " wdir path configfile s prepend-pattern outfile-pattern errfile-pattern outfile errfile"
                        + " bind-to map-by membind bootstrap launcher bootstrap-exec launcher-exec bootstrap-exec-args"
                        + " rmk ranks-per-proc iface demux order-nodes localhost tune umask arch usize gtool gtoolfile"
                        + " branch-count tmpdir gpus-per-proc timeout auto-cleanup topolib profile d depth cpu-bind"
                        + " mem-bind gpu-bind rlimits pmi procinfo",
                "genv env");
        family(
                LauncherFamily.JSRUN,
                "i immediate V version h-help help H",
                "n a c g r p b d l E D F e h J K k L m M N o P S T t U u X x A np nrs tasks_per_rs cpu_per_rs gpu_per_rs"
                        + " rs_per_host rs_per_socket bind launch_distribution latency_priority env env_no_propagate"
                        + " env_eval stdio_mode chdir stdio_input stdio_stdout stdio_stderr memory_per_rs smpiargs"
                        + " pre_post_exec save_resources erf_input exit_on_error exclude_hosts appfile use_resources",
                "");
        family(
                LauncherFamily.APRUN,
                "b B C q ss T v z zone-sort",
                "n N S d cc cp L p a D e E F j m M P r R sl sn t l memory-size pes pes-per-node depth cpu-binding env",
                "");
        family(LauncherFamily.IBRUN, "v d", "n np o ppn", "");
    }

    private LaunchOptions() {}

    private static void family(LauncherFamily family, String bare, String one, String two) {
        Map<String, Integer> words = new HashMap<>();
        String[] lists = {bare, one, two};
        for (int i = 0; i < lists.length; i++) {
            for (String name : lists[i].split(" ")) {
                words.put(name, 1 + i);
            }
        }
        words.remove("");
        WORDS.put(family, words);
    }

    /**
     * An option.
     *
     * @param name its name without hyphens
     * @param value its value, the last one where there are two; empty where there is none
     * @param words how many words it has
     * @param known whether the launcher has it
     */
    record Option(String name, String value, int words, boolean known) {}

    /** The option that begins at a place. */
    static Option at(LauncherFamily family, List<Field> fields, int at) {
        Map<String, Integer> table = WORDS.getOrDefault(family, Map.of());
        String text = name(fields.get(at).text());
        int equals = text.indexOf('=');
        String begin = equals < 0 ? text : text.substring(0, equals);
        if (equals > 0 && (table.containsKey(begin) || fields.get(at).text().startsWith("--"))) {
            return new Option(begin, text.substring(equals + 1), 1, table.containsKey(begin));
        }
        Integer words = table.get(text);
        if (words != null && fields.get(at).text().startsWith("--env") && family == LauncherFamily.HYDRA) {
            words = Math.min(words, 2);
        }
        if (words != null) {
            int last = at + words - 1;
            String value = words > 1 && last < fields.size() ? fields.get(last).text() : "";
            return new Option(text, value, words, true);
        }
        boolean joins = family == LauncherFamily.JSRUN || family == LauncherFamily.APRUN;
        if (joins && text.length() > 1 && table.getOrDefault(text.substring(0, 1), 0) == 2) {
            return new Option(text.substring(0, 1), text.substring(1), 1, true);
        }
        return new Option(text, "", 1, false);
    }

    private static String name(String word) {
        return word.substring(word.startsWith("--") ? 2 : 1);
    }

    /**
     * The family of a program whose name does not tell it. Sites have Open MPI's and Intel's launchers under the names mpirun and mpiexec;
     * the first option that only one of them has decides.
     */
    static LauncherFamily decided(LauncherFamily first, List<Field> fields) {
        String program = Launch.baseName(fields.get(0).text());
        if (!program.equals("mpirun") && !program.equals("mpiexec")) {
            return first;
        }
        for (Field field : fields.subList(1, fields.size())) {
            if (Launch.isPw(field.text())) {
                return first;
            }
            if (field.text().startsWith("-")) {
                boolean openMpi = isOpenMpi(field.text());
                boolean hydra = isHydra(field.text());
                if (openMpi != hydra) {
                    return openMpi ? LauncherFamily.OPEN_MPI : LauncherFamily.HYDRA;
                }
            }
        }
        return first;
    }

    private static boolean isOpenMpi(String word) {
        return at(LauncherFamily.OPEN_MPI, List.of(new Field(word, true, 1, 1)), 0)
                .known();
    }

    /** The names that Hydra has with one hyphen only. */
    private static boolean isHydra(String word) {
        boolean other = word.startsWith("--map-by") || word.startsWith("--bind-to");
        return !other
                && at(LauncherFamily.HYDRA, List.of(new Field(word, true, 1, 1)), 0)
                        .known();
    }
}
