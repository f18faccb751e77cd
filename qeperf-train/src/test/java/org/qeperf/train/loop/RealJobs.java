package org.qeperf.train.loop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.runtime.batch.Command;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.train.slurm.SlurmCommand;

/** Jobs that the installed pw.x runs in a second or so, through the installed Slurm. */
final class RealJobs {

    static final Machine MACHINE = new Machine("here", 2, 8L << 30);

    private static final Path PSEUDO = Path.of("/usr/share/espresso/pseudo");
    private static final String PSEUDOPOTENTIAL = "H.pz-vbc.UPF";

    private RealJobs() {}

    /** Open MPI does not start as root unless it is told twice. */
    private static final Map<String, String> OPTIONS =
            Map.of("OMPI_ALLOW_RUN_AS_ROOT", "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1");

    static void assumeInstalled() throws InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/pw.x"))
                        && Files.isExecutable(Path.of("/usr/bin/mpirun"))
                        && Files.isRegularFile(PSEUDO.resolve(PSEUDOPOTENTIAL)),
                "pw.x, its pseudopotentials and Open MPI are not installed");
        assumeTrue(succeeds("sinfo", "--noheader"), "there is no Slurm here");
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Hydrogen molecules in a row of cells. */
    static String input(double cutoff, int molecules, String control, String electrons) {
        StringBuilder atoms = new StringBuilder();
        for (int i = 0; i < molecules; i++) {
            atoms.append(String.format(Locale.ROOT, "  H 0.0 0.0 %.2f%n  H 0.0 0.0 %.2f%n", 3.0 * i, 3.0 * i + 0.74));
        }
        return String.format(
                Locale.ROOT,
                """
                &CONTROL
                  disk_io = 'nowf', pseudo_dir = '%s' %s
                /
                &SYSTEM
                  ibrav = 6, A = 4.0, C = %.2f, nat = %d, ntyp = 1, ecutwfc = %.1f
                /
                &ELECTRONS
                  conv_thr = 1.0d-6 %s
                /
                ATOMIC_SPECIES
                  H 1.008 %s
                ATOMIC_POSITIONS angstrom
                %sK_POINTS gamma
                """,
                JobStore.PSEUDO_DIR,
                control,
                3.0 * molecules + 1,
                2 * molecules,
                cutoff,
                electrons,
                PSEUDOPOTENTIAL,
                atoms);
    }

    /** Adds a job on one core. */
    static JobRecord add(Path store, String input, String program, OptionalLong seconds, OptionalLong bytes)
            throws IOException {
        Path file = Files.writeString(Files.createTempFile(store.getParent(), "job", ".in"), input);
        Layout layout = Layout.serial();
        RunPredictor predictor = RunPredictor.load(MACHINE, 1);
        JobForecast forecast = JobForecast.of(
                predictor.predict(new SimulationFiles(file, List.of(PSEUDO), Optional.of("6.7")), layout, MACHINE));
        Files.delete(file);
        long planned = Request.minutes(forecast.secondsTable().distribution().quantile(0.95), OptionalDouble.empty());
        Job job = new Job(
                "it's " + program.length() + " $HOME",
                Queue.DEFAULT,
                new Resources(1, 1, 1, 0, bytes, false, OptionalLong.of(seconds.orElse(planned))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OPTIONS,
                new Command(
                        Launcher.MPIRUN,
                        Optional.empty(),
                        List.of(program, "-nk", "1", "-in", JobStore.INPUT),
                        Optional.of(JobStore.OUTPUT)));
        JobTerms terms = new JobTerms(
                Scheduler.SLURM,
                MACHINE,
                1,
                1,
                Integer.MAX_VALUE,
                OptionalDouble.of(3600),
                Optional.of("6.7"),
                0.95,
                seconds.isPresent(),
                bytes.isPresent());
        return JobStore.add(
                store,
                new NewJob(job, terms, forecast, input, Map.of(PSEUDOPOTENTIAL, PSEUDO.resolve(PSEUDOPOTENTIAL))));
    }

    /** A program that does something before it becomes pw.x. */
    static String wrapper(Path folder, String name, String commands) throws IOException {
        Path wrapper = folder.resolve(name);
        Files.writeString(wrapper, "#!/bin/bash\n" + commands + "\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        return wrapper.toString();
    }

    static void scancel(String id) throws InterruptedException {
        SlurmCommand.run(List.of("scancel", id));
    }
}
