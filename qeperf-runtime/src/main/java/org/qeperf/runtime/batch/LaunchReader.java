package org.qeperf.runtime.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntPredicate;
import org.qeperf.api.InputException;

/**
 * Reads the words of a launch line: launcher, its options, container, program. Sources: manual pages srun(1), mpirun(1) of Open MPI
 * 4.1 and 5.0, Intel MPI's developer reference (mpiexec.hydra), the Summit user guide (jsrun), aprun(1), apptainer exec.
 */
final class LaunchReader {

    /** Options that {@link #launch} looks at. */
    private static final Set<String> TOLD = Set.of(
            "n",
            "np",
            "ppn",
            "perhost",
            "a",
            "c",
            "g",
            "r",
            "p",
            "N",
            "d",
            "map-by",
            "npernode",
            "pernode",
            "nrs",
            "tasks_per_rs",
            "cpu_per_rs",
            "gpu_per_rs",
            "rs_per_host",
            "depth",
            "cpus-per-proc",
            "cpus-per-rank");

    /** What our own lines say besides what they tell. */
    private static final Set<String> UNDERSTOOD = Set.of("bind-to core", "cpu-bind cores");

    private static final Set<String> CONTAINER_ONE = Set.of(
            "-B",
            "--bind",
            "--env",
            "--env-file",
            "--pwd",
            "--cwd",
            "-H",
            "--home",
            "-W",
            "--workdir",
            "--mount",
            "-o",
            "--overlay",
            "-S",
            "--scratch",
            "--app",
            "--network",
            "--hostname",
            "--add-caps",
            "--security",
            "--fusemount");

    private final ScriptNotes notes;
    private final List<ShellVariables.Field> fields;
    private final List<String> texts;
    private final Map<String, String> options = new HashMap<>();
    private int at;

    LaunchReader(ScriptNotes notes, List<ShellVariables.Field> fields) {
        this.notes = notes;
        this.fields = fields;
        this.texts = fields.stream().map(ShellVariables.Field::text).toList();
    }

    /** Whether a word is the name of a launcher. */
    static boolean isLauncher(String word) {
        return LauncherFamily.ofProgram(word).isPresent();
    }

    /** What the words say; empty where no program follows. */
    Optional<Launch> read(Optional<String> input, Optional<String> output) {
        LauncherFamily kind = LauncherFamily.ofProgram(fields.get(0).text()).orElse(LauncherFamily.OPEN_MPI);
        at = 1;
        LauncherFamily family = kind == LauncherFamily.SRUN ? srun() : others(kind);
        int wrapped = Wrapper.end(texts, at);
        if (wrapped > at) {
            warn(fields.get(at), "before the program is not part of the job as it is read");
            at = wrapped;
        }
        skipTo(this::isContainer, "before the container is not part of the job as it is read");
        Optional<Container> container = container();
        skipTo(place -> Launch.isPw(fields.get(place).text()), "before pw.x is not part of the job as it is read");
        List<String> words = texts.subList(at, texts.size());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (kind == LauncherFamily.APRUN || kind == LauncherFamily.IBRUN) {
            warn(fields.get(0), "is read as mpiexec");
        }
        return Optional.of(launch(family, new Command(family.launcher(), container, words, input, output)));
    }

    private void warn(ShellVariables.Field field, String what) {
        notes.warn(field.line(), field.column(), InputException.quote(field.text()) + " " + what);
    }

    private LauncherFamily srun() {
        while (at < texts.size() && texts.get(at).startsWith("-")) {
            SlurmOptions.Option option = SlurmOptions.at(texts, at);
            if (option.words() == 2 && option.value().isEmpty()) {
                at = texts.size();
                return LauncherFamily.SRUN;
            }
            options.put(option.name(), option.value().orElse(""));
            boolean known = Set.of("nodes", "ntasks", "ntasks-per-node", "cpus-per-task", "gpus-per-node")
                    .contains(option.name());
            if (!known
                    && !UNDERSTOOD.contains(option.name() + " " + option.value().orElse(""))) {
                warn(fields.get(at), "is not part of the job as it is read");
            }
            at += option.words();
        }
        return LauncherFamily.SRUN;
    }

    private LauncherFamily others(LauncherFamily first) {
        LauncherFamily family = LaunchOptions.decided(first, fields);
        int last = lastOption();
        while (at < fields.size() && fields.get(at).text().startsWith("-")) {
            LaunchOptions.Option option = LaunchOptions.at(family, fields, at);
            options.put(option.name(), option.value());
            boolean told = option.known() && TOLD.contains(option.name())
                    || UNDERSTOOD.contains(option.name() + " " + option.value())
                    || family == LauncherFamily.JSRUN && option.name().equals("b");
            if (!told) {
                warn(fields.get(at), "is not part of the job as it is read");
            }
            at = Math.min(at + option.words(), fields.size());
            if (!option.known() && at < last && !fields.get(at).text().startsWith("-")) {
                at++;
            }
        }
        return family;
    }

    /** The last option before pw.x, where nothing else that runs it comes before; 0 where there is none. */
    private int lastOption() {
        int last = 0;
        for (int i = 1; i < fields.size(); i++) {
            if (Launch.isPw(fields.get(i).text())) {
                return last;
            }
            if (isContainer(i) || Wrapper.end(texts, i) > i) {
                return 0;
            }
            last = fields.get(i).text().startsWith("-") ? i : last;
        }
        return 0;
    }

    /** Steps over what runs a program, and over values of options that are not known. */
    private void skipTo(IntPredicate wanted, String what) {
        int place = at;
        while (place < fields.size() && !wanted.test(place)) {
            place++;
        }
        if (place > at && place < fields.size()) {
            warn(fields.get(at), what);
            at = place;
        }
    }

    private boolean isContainer(int place) {
        String program = Launch.baseName(fields.get(place).text());
        return (program.equals("apptainer") || program.equals("singularity"))
                && place + 1 < fields.size()
                && fields.get(place + 1).text().equals("exec");
    }

    private Optional<Container> container() {
        if (at >= fields.size() || !isContainer(at)) {
            return Optional.empty();
        }
        int next = at + 2;
        Container.Devices devices = Container.Devices.NONE;
        while (next < fields.size() && fields.get(next).text().startsWith("-")) {
            String option = fields.get(next).text();
            if (option.equals("--nv")) {
                devices = Container.Devices.NVIDIA;
            } else if (option.equals("--rocm")) {
                devices = Container.Devices.AMD;
            } else {
                warn(fields.get(next), "is not part of the job as it is read");
            }
            next += CONTAINER_ONE.contains(option) ? 2 : 1;
        }
        boolean skipped = next > at + 2
                && next + 2 < fields.size()
                && fields.get(next - 1).text().startsWith("-")
                && Launch.isPw(fields.get(next + 2).text());
        next += skipped ? 1 : 0;
        if (next + 1 >= fields.size()) {
            return Optional.empty();
        }
        at = next + 1;
        return Optional.of(new Container(fields.get(next).text(), devices));
    }

    private Launch launch(LauncherFamily kind, Command command) {
        return switch (kind) {
            case SRUN ->
                new Launch(
                        command,
                        number("ntasks"),
                        number("ntasks-per-node"),
                        number("cpus-per-task"),
                        number("nodes"),
                        number("gpus-per-node"),
                        false);
            case JSRUN -> jsrun(command);
            case APRUN ->
                new Launch(
                        command,
                        number("n"),
                        number("N"),
                        number("d"),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        false);
            case OPEN_MPI, HYDRA, IBRUN -> mpi(command);
        };
    }

    private Launch mpi(Command command) {
        OptionalLong perNode = number("ppn", "perhost", "npernode", "N");
        OptionalLong cpus = number("cpus-per-proc", "cpus-per-rank", "depth", "d");
        if (perNode.isEmpty() && options.containsKey("pernode")) {
            perNode = OptionalLong.of(1);
        }
        String map = options.getOrDefault("map-by", "");
        List<String> parts = List.of(map.split(":", -1));
        if (parts.size() >= 3 && parts.get(0).equals("ppr") && parts.get(2).equals("node")) {
            perNode = number(parts.get(1), perNode);
        }
        for (String part : parts) {
            for (String item : part.split(",", -1)) {
                String upper = item.length() > 3 ? item.substring(0, 3) : "";
                if (upper.equalsIgnoreCase("pe=")) {
                    cpus = number(item.substring(3), cpus);
                }
            }
        }
        OptionalLong ranks = number("np", "n", "c");
        return new Launch(command, ranks, perNode, cpus, OptionalLong.empty(), OptionalLong.empty(), false);
    }

    private Launch jsrun(Command command) {
        long sets = number("r", "rs_per_host").orElse(0);
        OptionalLong all = number("n", "nrs");
        long tasks = number("a", "tasks_per_rs").orElse(1);
        OptionalLong cpus = number("c", "cpu_per_rs");
        OptionalLong gpus = number("g", "gpu_per_rs");
        OptionalLong nodes = sets > 0 && all.isPresent()
                ? OptionalLong.of(Quantity.ceil(all.getAsLong(), sets))
                : OptionalLong.empty();
        return new Launch(
                command,
                all.isPresent() ? OptionalLong.of(all.getAsLong() * tasks) : number("p", "np"),
                sets > 0 ? OptionalLong.of(sets * tasks) : OptionalLong.empty(),
                cpus.isPresent() ? OptionalLong.of(Math.max(1, cpus.getAsLong() / tasks)) : cpus,
                nodes,
                gpus.isPresent() && sets > 0 ? OptionalLong.of(gpus.getAsLong() * sets) : OptionalLong.empty(),
                false);
    }

    private OptionalLong number(String... names) {
        for (String name : names) {
            OptionalLong value = number(options.getOrDefault(name, ""), OptionalLong.empty());
            if (value.isPresent()) {
                return value;
            }
        }
        return OptionalLong.empty();
    }

    /** A number from 1 to {@link Quantity#MOST_COUNT}. */
    private static OptionalLong number(String text, OptionalLong otherwise) {
        OptionalLong value = Quantity.count(text);
        return value.orElse(0) < 1 ? otherwise : value;
    }
}
