package org.qeperf.train.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.Interval;
import org.qeperf.runtime.batch.Command;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.forecast.Estimate;
import org.qeperf.train.Helium;

/** A job of an invented helium crystal, expected to take 40 s and 1 GB. */
final class ExampleJob {

    static final Machine MACHINE = new Machine("bench", 8, 16L << 30);
    static final double SPREAD = 0.3;

    static final String INPUT = Helium.INPUT.replace("&CONTROL\n", "&CONTROL\n  pseudo_dir = '../pseudo'\n");

    /** What an output begins with. */
    static final String BEGUN = """

                 Program PWSCF v.6.7MaX starts on  1Jan2020 at  0: 1: 2

                 Parallel version (MPI), running on     1 processors
                 Reading input from pw.in

                 number of atoms/cell      =            1
                 number of electrons       =         2.00

                 Self-consistent Calculation

                 iteration #  1     ecut=    10.00 Ry     beta= 0.70
                 ethr =  1.00E-02,  avg # of iterations =  2.0
            """;

    private ExampleJob() {}

    /** A whole output. */
    static String done(double seconds) {
        return BEGUN + String.format(java.util.Locale.ROOT, """

                 convergence has been achieved in   1 iterations

                 electrons    :      1.00s CPU      %.2fs WALL (       1 calls)

                 PWSCF        :      1.75s CPU      %.2fs WALL


               This run was terminated on:   0: 1: 4   1Jan2020

            =------------------------------------------------------------------------------=
               JOB DONE.
            =------------------------------------------------------------------------------=
            """, seconds / 2, seconds);
    }

    /** A log-logistic distribution. */
    static Distribution around(double median) {
        return Distribution.of(share -> median * Math.pow(share / (1 - share), SPREAD));
    }

    static JobForecast forecast(double seconds, double bytes) {
        return new JobForecast(
                Layout.serial(),
                List.of("pwx-any@1"),
                new Estimate(seconds, new Interval(seconds / 2, seconds * 2, 0.9)),
                new Estimate(seconds / 10, new Interval(seconds / 20, seconds / 5, 0.9)),
                new Estimate(10, new Interval(8, 15, 0.9)),
                new Estimate(bytes, new Interval(bytes / 2, bytes * 2, 0.9)),
                JobForecast.Quantiles.of(around(seconds)),
                JobForecast.Quantiles.of(around(bytes)));
    }

    static Job job(OptionalLong memory, boolean exclusive, long seconds) {
        return new Job(
                "he",
                Queue.DEFAULT,
                new Resources(1, 1, 1, 0, memory, exclusive, OptionalLong.of(seconds)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("A", "b c"),
                new Command(
                        Launcher.MPIRUN,
                        Optional.empty(),
                        List.of("pw.x", "-nk", "1", "-in", "pw.in"),
                        Optional.of(JobStore.OUTPUT)));
    }

    static JobTerms terms(OptionalDouble maxSeconds) {
        return new JobTerms(
                Scheduler.SLURM, MACHINE, 1, 1, Integer.MAX_VALUE, maxSeconds, Optional.of("6.7"), 0.95, false, false);
    }

    static JobRecord add(Path store, Job job, JobTerms terms) throws IOException {
        Path pseudo = Files.writeString(Files.createTempFile(store.getParent(), "He", ".UPF"), Helium.PSEUDOPOTENTIAL);
        return JobStore.add(store, new NewJob(job, terms, forecast(40, 1 << 30), INPUT, Map.of("He.UPF", pseudo)));
    }

    /** All jobs of a store, of which each must be readable. */
    static List<JobRecord> list(Path store) {
        return JobStore.list(store, problem -> {
            throw new QePerfException(problem);
        });
    }

    static JobRecord add(Path store) throws IOException {
        return add(store, job(OptionalLong.of(2L << 30), false, 120), terms(OptionalDouble.of(3600)));
    }
}
