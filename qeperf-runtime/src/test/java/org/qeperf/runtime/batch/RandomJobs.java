package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Jobs of chance, with texts that a careless script would run. */
final class RandomJobs {

    private static final List<String> NASTY = List.of(
            "$(touch canary)",
            "`touch canary`",
            ";touch canary",
            "'; touch canary; '",
            "\"; touch canary; \"",
            "a b",
            "it's",
            "\\",
            "\\\\",
            "\"",
            "'",
            "''",
            "$HOME",
            "${x:-y}",
            "~",
            "*",
            "?",
            "[a]",
            "{a,b}",
            "#",
            " # c",
            "&",
            "|",
            "<",
            ">",
            "(",
            ")",
            "!",
            "!!",
            "%",
            "%%j",
            "%x",
            "é",
            "日本",
            "😀",
            "\u00a0",
            "\u200b",
            "--wrap=x",
            "-x",
            "=",
            "hetjob",
            " packjob ",
            "$'\\n'",
            "\\\n".substring(0, 1),
            "$",
            "a=b",
            "2>&1",
            "EOF",
            ":",
            ",",
            "^",
            "\u202e");
    private static final String SAFE = "abcXYZ019_.";

    private final Random random;

    RandomJobs(long seed) {
        this.random = new Random(seed);
    }

    Job next(Scheduler scheduler) {
        Resources resources = resources(scheduler);
        Optional<ModuleBlock> modules = random.nextBoolean()
                ? Optional.of(new ModuleBlock(
                        safe(),
                        List.of("qe", safe()),
                        List.of("ml --force purge", "module load " + safe(), "ml use $OTHERSTAGES")))
                : Optional.empty();
        Map<String, String> environment = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            environment.put("V" + safe().replace('.', '_'), random.nextInt(8) == 0 ? "" : nasty());
        }
        if (random.nextInt(10) == 0) {
            environment.put("OMP_PLACES", random.nextBoolean() ? "cores" : "threads");
            environment.put("OMP_NUM_THREADS", "" + (1 + random.nextInt(3)));
        }
        return new Job(
                scheduler.jobName(nasty()),
                queue(scheduler),
                resources,
                optional(() -> file(scheduler)),
                optional(() -> file(scheduler)),
                modules,
                environment,
                command(scheduler));
    }

    private Command command(Scheduler scheduler) {
        List<Launcher> launchers = new ArrayList<>(List.of(Launcher.MPIRUN, Launcher.MPIEXEC));
        if (scheduler == Scheduler.SLURM) {
            launchers.add(Launcher.SRUN);
        } else if (scheduler == Scheduler.LSF) {
            launchers.add(Launcher.JSRUN);
        }
        List<String> words = new ArrayList<>(List.of(random.nextInt(3) == 0 ? "x" + nasty() : "pw.x"));
        for (int i = random.nextInt(6); i > 0; i--) {
            String word = random.nextInt(9) == 0 ? "" : nasty();
            words.add(word.equals(":") ? "::" : word);
        }
        Optional<Container> container = optional(() -> new Container(
                "c" + nasty(), Container.Devices.values()[random.nextInt(Container.Devices.values().length)]));
        return new Command(
                launchers.get(random.nextInt(launchers.size())),
                container,
                words,
                random.nextInt(4) == 0 ? Optional.of("input-" + nasty()) : Optional.empty(),
                random.nextBoolean() ? Optional.of("output-" + nasty()) : Optional.empty());
    }

    private Resources resources(Scheduler scheduler) {
        int tasks = 1 + random.nextInt(128);
        int cpus = 1 + random.nextInt(16);
        long megabytes = 1 + random.nextInt(1 << 20);
        // Grid Engine asks for memory by the slot, LSF for time by the minute.
        long memory = (scheduler == Scheduler.SGE ? megabytes * tasks * cpus : megabytes) << 20;
        long seconds = 1 + random.nextInt(1_000_000);
        return new Resources(
                1 + random.nextInt(1000),
                tasks,
                cpus,
                random.nextBoolean() ? 0 : 1 + random.nextInt(8),
                random.nextBoolean() ? OptionalLong.of(memory) : OptionalLong.empty(),
                random.nextBoolean(),
                random.nextInt(4) == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(scheduler == Scheduler.LSF ? seconds * 60 : seconds));
    }

    private Queue queue(Scheduler scheduler) {
        boolean slurm = scheduler == Scheduler.SLURM;
        return new Queue(
                optional(() -> slurm ? nasty() : safe()),
                optional(() -> slurm ? nasty() : safe()),
                slurm ? optional(this::nasty) : Optional.empty(),
                slurm ? optional(this::nasty) : scheduler == Scheduler.SGE ? optional(this::safe) : Optional.empty());
    }

    private String file(Scheduler scheduler) {
        return scheduler == Scheduler.SLURM ? nasty().replace("\\", "/") : safe();
    }

    String nasty() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            text.append(random.nextInt(3) == 0 ? safe() : NASTY.get(random.nextInt(NASTY.size())));
        }
        return text.toString();
    }

    private String safe() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            text.append(SAFE.charAt(random.nextInt(SAFE.length())));
        }
        return text.toString();
    }

    private <T> Optional<T> optional(java.util.function.Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }
}
