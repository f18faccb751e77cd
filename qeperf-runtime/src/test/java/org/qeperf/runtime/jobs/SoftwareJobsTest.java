package org.qeperf.runtime.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.Container;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.ModuleBlock;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.catalogue.Destination;

class SoftwareJobsTest {

    private static final JobOptions OPTIONS =
            JobOptions.of("testjob", "").withExecutable("./executable.x").withSeconds(3600);

    private static Job job(String partition, String software, int nodes) {
        return SoftwareJobs.job(ExampleDestinations.to(partition), software, nodes, List.of(), OPTIONS);
    }

    /** The machine's accelerated nodes have 8 cores and 4 accelerators, the others 16 cores. */
    @ParameterizedTest
    @CsvSource({
        "boost, ddp, 1, 2, 4",
        "boost, horovod, 4, 2, 4",
        "boost, bare, 1, 8, 0",
        "main, ddp, 1, 16, 0",
        "main, horovod, 1, 16, 0"
    })
    void ranksAndCoresFollowFromAcceleratorsAndSoftware(
            String partition, String software, int tasks, int cores, int accelerators) {
        assertEquals(
                new Resources(2, tasks, cores, accelerators, OptionalLong.empty(), false, OptionalLong.of(3600)),
                job(partition, software, 2).resources());
    }

    @Test
    void aJobRunsTheProgramWithTheModulesOfItsSoftware() {
        Job job = job("boost", "ddp", 1);
        assertEquals("testjob", job.name());
        assertEquals(
                new ModuleBlock("box", List.of("ddp"), List.of("ml GCC", "ml PyTorch")),
                job.modules().orElseThrow());
        assertEquals(List.of("./executable.x"), job.command().words());
        assertEquals(Optional.empty(), job("boost", "bare", 1).modules());
        assertEquals(Map.of("SITE", "here"), job("boost", "qe", 1).environment());
    }

    @Test
    void aContainerGetsTheAcceleratorsThatTheSoftwareUses() {
        JobOptions options = OPTIONS.withContainer("image.sif");
        assertEquals(
                Optional.of(new Container("image.sif", Container.Devices.NVIDIA)),
                SoftwareJobs.job(ExampleDestinations.to("boost"), "ddp", 1, List.of(), options)
                        .command()
                        .container());
        assertEquals(
                Optional.of(new Container("image.sif", Container.Devices.NONE)),
                SoftwareJobs.job(ExampleDestinations.to("boost"), "bare", 1, List.of(), options)
                        .command()
                        .container());
    }

    @Test
    void theBlockOfSeveralHasEachCommandOnce() {
        assertEquals(
                new ModuleBlock("box", List.of("horovod", "ddp"), List.of("ml GCC", "ml Horovod", "ml PyTorch")),
                SoftwareJobs.modules(
                        ExampleDestinations.to("main").cluster(),
                        ExampleDestinations.to("main").nodeType(),
                        List.of("horovod", "ddp")));
    }

    private static void refuses(
            String problem, Destination destination, String software, int nodes, JobOptions options) {
        QePerfException e = assertThrows(
                QePerfException.class, () -> SoftwareJobs.job(destination, software, nodes, List.of(), options));
        assertEquals(problem, e.getMessage());
    }

    @Test
    void unknownSoftwareAndWhatThePartitionDoesNotTakeAreRefused() {
        Destination main = ExampleDestinations.to("main");
        refuses(
                "machine 'box' knows no software 'vasp'; expected one of: qe, ddp, horovod, bare",
                main,
                "vasp",
                1,
                OPTIONS);
        refuses(
                "machine 'box' knows no software 'qe'; its catalogue file names none",
                ExampleDestinations.with("", "srun").destination(Optional.empty()),
                "qe",
                1,
                OPTIONS);
        refuses(
                "a job of 5 nodes; partition 'main' of machine 'box' takes at most 4; this would go to: main:big:fast,"
                        + " silent, tiny",
                main,
                "ddp",
                5,
                OPTIONS);
        refuses(
                "a job of 64 cores; partition 'main' of machine 'box' takes at most 48; this would go to: main:big:fast,"
                        + " silent, tiny",
                main,
                "ddp",
                4,
                OPTIONS);
        refuses(
                "a job of 01:00:01; partition 'main' of machine 'box' takes at most 01:00:00; this would go to:"
                        + " main:big:fast, silent",
                main,
                "ddp",
                1,
                OPTIONS.withSeconds(3601));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> SoftwareJobs.job(main, "ddp", 1, List.of(), JobOptions.of("a", "")));
        assertEquals("a job of 'ddp' needs a program", e.getMessage());
    }
}
