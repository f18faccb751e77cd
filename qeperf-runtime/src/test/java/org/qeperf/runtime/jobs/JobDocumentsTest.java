package org.qeperf.runtime.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.artifact.ExampleModels;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.forecast.ExampleExtractor;
import org.qeperf.runtime.forecast.RunPredictor;

class JobDocumentsTest {

    private static final Path FOLDER = Path.of("/home/me/si");
    private static final JobOptions OPTIONS = JobOptions.of("si", "si.in")
            .withAccount("me")
            .withOutput("j%.out")
            .withSeconds(90)
            .withMemoryBytesPerNode(1500L << 20);

    private static PlannedJob plan(Layout layout, String partition, JobOptions options) {
        FeatureExtractor extractor = new ExampleExtractor();
        return new JobPlanner(new RunPredictor(extractor, ExampleModels.run()))
                .plan(
                        extractor.restore(new Counts(List.of(new Count.Whole("n_el", 100)))),
                        layout,
                        ExampleDestinations.to(partition),
                        options);
    }

    private static PlannedJob shared() {
        return plan(new Layout(1, 4, 2, 2), "main", OPTIONS);
    }

    private static PlannedJob whole() {
        return plan(new Layout(2, 4, 2, 2), "main:big:fast", JobOptions.of("si", "si.in"));
    }

    private static PlannedJob accelerated() {
        return plan(new Layout(1, 4, 2, 2), "boost", JobOptions.of("si", "si.in"));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static void same(String expected, ObjectNode document) {
        assertEquals(json(expected).toPrettyString(), document.toPrettyString());
    }

    @Test
    void theNeutralDocumentHoldsTheWholeJob() {
        ObjectNode document = JobDocuments.neutral(shared());
        assertEquals(shared().script(), document.remove("script").textValue());
        assertEquals(shared().warnings().size(), document.remove("warnings").size());
        same("""
                {'name': 'si', 'machine': 'box', 'scheduler': 'slurm', 'account': 'me', 'partition': 'main',
                 'nodes': 1, 'tasks_per_node': 4, 'cpus_per_task': 2, 'gpus_per_node': 0,
                 'memory_per_node_bytes': 1572864000, 'exclusive': false, 'walltime_s': 90, 'output': 'j%.out',
                 'modules': ['module load qe/7.2'], 'environment': {'SITE': 'here'},
                 'command': {'launcher': 'srun', 'words': ['pw.x', '-nk', '2', '-in', 'si.in']}}
                """, document);
        ObjectNode other = JobDocuments.neutral(whole());
        assertEquals("big", other.get("qos").textValue());
        assertEquals("fast", other.get("constraint").textValue());
    }

    @Test
    void aProgramOfOnesOwnIsNotDropped() {
        for (JobOptions options : List.of(OPTIONS.withContainer("image.sif"), OPTIONS.withExecutable("./pw.x"))) {
            PlannedJob planned = plan(new Layout(1, 4, 2, 2), "main", options);
            String rest =
                    " has a program and container of its own; expected neither --executable nor --container: leave"
                            + " them away, or take --format script";
            assertEquals(
                    "AiiDA" + rest,
                    assertThrows(QePerfException.class, () -> JobDocuments.aiida(planned))
                            .getMessage());
            assertEquals(
                    "jobflow-remote" + rest,
                    assertThrows(QePerfException.class, () -> JobDocuments.jobflowRemote(planned))
                            .getMessage());
        }
    }

    @Test
    void memoryForAiidaIsRoundedUp() {
        PlannedJob planned = plan(new Layout(1, 4, 2, 2), "main", OPTIONS.withMemoryBytesPerNode(1025));
        assertEquals(
                2,
                JobDocuments.aiida(planned)
                        .at("/metadata/options/max_memory_kb")
                        .longValue());
    }

    @Test
    void aiidaGetsOptionsAndACommandLine() {
        same("""
                {'metadata': {'options': {
                   'resources': {'num_machines': 1, 'num_mpiprocs_per_machine': 4, 'num_cores_per_mpiproc': 2},
                   'max_wallclock_seconds': 90, 'max_memory_kb': 1536000, 'withmpi': true, 'queue_name': 'main',
                   'account': 'me', 'environment_variables': {'OMP_NUM_THREADS': '2', 'SITE': 'here'},
                   'prepend_text': 'module load qe/7.2'}},
                 'settings': {'cmdline': ['-nk', '2']}}
                """, JobDocuments.aiida(shared()));
        assertEquals(
                "#SBATCH --constraint=fast\\n#SBATCH --mem=0\\n#SBATCH --exclusive",
                JobDocuments.aiida(whole())
                        .at("/metadata/options/custom_scheduler_commands")
                        .textValue()
                        .replace("\n", "\\n"));
        assertEquals(
                "#SBATCH --gpus-per-node=4\\n#SBATCH --mem=0\\n#SBATCH --exclusive",
                JobDocuments.aiida(accelerated())
                        .at("/metadata/options/custom_scheduler_commands")
                        .textValue()
                        .replace("\n", "\\n"));
        assertEquals(
                "[\"-nk\",\"2\",\"-nd\",\"1\"]",
                JobDocuments.aiida(accelerated()).at("/settings/cmdline").toString());
        PlannedJob pbs = plan(
                new Layout(2, 4, 2, 2),
                "main:big:fast",
                JobOptions.of("si", "si.in").withScheduler(Scheduler.PBS));
        assertEquals(
                "#PBS -l place=scatter:exclhost",
                JobDocuments.aiida(pbs)
                        .at("/metadata/options/custom_scheduler_commands")
                        .textValue());
    }

    @Test
    void jobflowRemoteGetsResourcesOfQtoolkit() {
        same("""
                {'resources': {'job_name': 'si', 'queue_name': 'main', 'account': 'me', 'nodes': 1,
                   'processes_per_node': 4, 'threads_per_process': 2, 'time_limit': 90, 'output_filepath': 'j%.out',
                   'scheduler_kwargs': {'mem': '1500M'}},
                 'exec_config': {'export': {'OMP_NUM_THREADS': '2', 'SITE': 'here'}, 'pre_run': 'module load qe/7.2'}}
                """, JobDocuments.jobflowRemote(shared()));
        assertEquals(
                "{\"mem\":\"0\",\"constraint\":\"fast\",\"exclusive\":\"exclusive\"}",
                JobDocuments.jobflowRemote(whole())
                        .at("/resources/scheduler_kwargs")
                        .toString());
        assertEquals(
                "{\"mem\":\"0\",\"gres\":\"gpu:4\",\"exclusive\":\"exclusive\"}",
                JobDocuments.jobflowRemote(accelerated())
                        .at("/resources/scheduler_kwargs")
                        .toString());
        PlannedJob pbs = plan(
                new Layout(1, 4, 2, 2),
                "main",
                JobOptions.of("si", "si.in").withMemoryBytesPerNode(1L << 30).withScheduler(Scheduler.PBS));
        assertEquals(
                "{\"select\":\"select=1:ncpus=8:mpiprocs=4:ompthreads=2:mem=1gb\",\"place\":\"scatter\"}",
                JobDocuments.jobflowRemote(pbs)
                        .at("/resources/scheduler_kwargs")
                        .toString());
    }

    @Test
    void slurmRestGetsBareNumbersUpTo38() {
        ObjectNode document = SlurmRest.version("v0.0.38").submission(shared(), FOLDER);
        assertEquals(shared().script(), document.remove("script").textValue());
        same("""
                {'job': {'name': 'si', 'account': 'me', 'partition': 'main', 'nodes': [1, 1], 'tasks': 4,
                  'tasks_per_node': 4, 'cpus_per_task': 2, 'memory_per_node': 1500, 'time_limit': 2,
                  'standard_output': 'j%%.out', 'current_working_directory': '/home/me/si',
                  'environment': {'PATH': '/usr/local/bin:/usr/bin:/bin'}}}
                """, document);
        ObjectNode gpus = SlurmRest.version("0.0.38").submission(accelerated(), FOLDER);
        assertEquals("gpu:4", gpus.at("/job/gres").textValue());
        assertEquals("exclusive", gpus.at("/job/exclusive").textValue());
    }

    @ParameterizedTest
    @CsvSource({"0.0.39, gres:gpu:4", "0.0.40, gres/gpu:4", "v0.0.41, gres/gpu:4", "0.0.45, gres/gpu:4"})
    void slurmRestGetsNumbersThatAreSetFrom39On(String version, String accelerators) {
        ObjectNode document = SlurmRest.version(version).submission(shared(), FOLDER);
        assertEquals(
                shared().script(),
                ((ObjectNode) document.get("job")).remove("script").textValue());
        same("""
                {'job': {'name': 'si', 'account': 'me', 'partition': 'main', 'nodes': '1', 'tasks': 4,
                  'tasks_per_node': 4, 'cpus_per_task': 2,
                  'memory_per_node': {'set': true, 'infinite': false, 'number': 1500},
                  'time_limit': {'set': true, 'infinite': false, 'number': 2},
                  'standard_output': 'j%%.out', 'current_working_directory': '/home/me/si',
                  'environment': ['PATH=/usr/local/bin:/usr/bin:/bin']}}
                """, document);
        ObjectNode whole = SlurmRest.version(version).submission(whole(), FOLDER);
        assertEquals("[\"none\"]", whole.at("/job/shared").toString());
        assertEquals(0, whole.at("/job/memory_per_node/number").intValue());
        assertEquals("big", whole.at("/job/qos").textValue());
        assertEquals("fast", whole.at("/job/constraints").textValue());
        assertEquals(
                accelerators,
                SlurmRest.version(version)
                        .submission(accelerated(), FOLDER)
                        .at("/job/tres_per_node")
                        .textValue());
    }

    private static void refuses(String problem, Runnable export) {
        assertEquals(problem, assertThrows(QePerfException.class, export::run).getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"LSF", "SGE"})
    void otherBatchSystemsAreRefused(Scheduler scheduler) {
        PlannedJob planned = plan(new Layout(1, 4, 1, 2), "main", OPTIONS.withScheduler(scheduler));
        refuses(
                "a job of " + scheduler
                        + " for AiiDA; expected one of SLURM or PBS: take --scheduler, or --format script",
                () -> JobDocuments.aiida(planned));
        refuses(
                "a job of " + scheduler
                        + " for qtoolkit; expected one of SLURM or PBS: take --scheduler, or --format script",
                () -> JobDocuments.jobflowRemote(planned));
        refuses(
                "a job of " + scheduler + " for Slurm's REST interface; take --scheduler slurm, or --format script",
                () -> SlurmRest.version("0.0.40").submission(planned, FOLDER));
    }

    @Test
    void whatAFormCannotSayIsRefused() {
        PlannedJob pbs = plan(
                new Layout(1, 4, 2, 2), "boost", JobOptions.of("si", "si.in").withScheduler(Scheduler.PBS));
        refuses("AiiDA can't ask PBS for accelerators; take --format script", () -> JobDocuments.aiida(pbs));
        for (String version : List.of("0.0.37", "0.0.46", "40", "")) {
            refuses(
                    "version '" + version + "' of Slurm's REST interface; expected one from 0.0.38 to 0.0.45",
                    () -> SlurmRest.version(version));
        }
    }
}
