package org.qeperf.runtime.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.qeperf.runtime.catalogue.Clusters;

/** Invented machines: alpha and beta with Slurm, gamma with PBS, delta with Grid Engine, epsilon with LSF and accelerators, zeta
 * with Slurm, two threads of a core, and accelerators that are used. */
final class ExampleScripts {

    private static final String FILE = """
            {"format": "qeperf-cluster/1", "name": "NAME", "title": "T", "site": "Nowhere", "aliases": ["NAME old"],
             "checked": "2026-11-21", "sources": {"s": "invented"}, MORE
             "scheduler": ["SCHEDULER", "s"], "launcher": ["LAUNCHER", "s"], "accounting_unit": ["core-hour", "s"],
             "node_types": [{"name": "plain", "nodes": [100, "s"], "cores": [CORES, "s"], "memory": ["64 GiB", "s"]ACCELERATOR}],
             "partitions": [PARTITIONS],
             "software": [
               {"name": "qe", "source": "s", "modules": ["module purge", "module load qe/NAME"], "uses_accelerator": false},
               {"name": "plot", "source": "s", "modules": ["module load plot/NAME"], "uses_accelerator": false}]}
            """;

    /** A script of alpha in which there is nothing to find fault with. */
    static final String GOOD = """
            #!/bin/bash
            #SBATCH --job-name=si
            #SBATCH --account=me
            #SBATCH --partition=cpu
            #SBATCH --nodes=1
            #SBATCH --ntasks-per-node=12
            #SBATCH --cpus-per-task=1
            #SBATCH --mem=24G
            #SBATCH --time=00:40:00

            # MODULES BEGIN alpha qe
            module purge
            module load qe/alpha
            # MODULES END

            export OMP_NUM_THREADS=1
            srun --cpu-bind=cores pw.x -nk 12 -in pw.in > pw.out
            """;

    /** By a person, of gamma. */
    static final String PBS = """
            #!/bin/bash
            #PBS -N si
            #PBS -A me
            #PBS -q batch
            #PBS -l select=2:ncpus=8:mpiprocs=6:mem=16gb
            #PBS -l walltime=01:00:00
            cd $PBS_O_WORKDIR
            module load qe
            export OMP_NUM_THREADS=1
            mpiexec -n 12 pw.x -npool 12 < pw.in
            """;

    /** By a person, of epsilon. */
    static final String LSF = """
            #!/bin/bash
            #BSUB -J si
            #BSUB -q gpu
            #BSUB -n 6
            #BSUB -R "span[ptile=6]"
            #BSUB -gpu "num=4"
            #BSUB -W 01:00
            # MODULES BEGIN epsilon qe
            module purge
            module load qe/epsilon
            # MODULES END
            export OMP_NUM_THREADS=1
            mpirun pw.x -nk 6 -inp pw.in
            """;

    /** By a person, of delta. */
    static final String SGE = """
            #!/bin/bash
            #$ -N si
            #$ -cwd
            #$ -P me
            #$ -q all.q
            #$ -pe mpi 6
            #$ -l h_vmem=4G
            #$ -l h_rt=01:30:00
            export OMP_NUM_THREADS=1
            mpirun -np $NSLOTS pw.x -nk 6 -input pw.in
            """;

    private static final String ZETA = ", \"threads_per_core\": [2, \"s\"],"
            + " \"accelerator\": {\"model\": [\"NVIDIA X\", \"s\"], \"count\": [2, \"s\"]}";

    private ExampleScripts() {}

    static Clusters clusters(Path folder) {
        try {
            Path machines = Files.createDirectories(folder.resolve("machines"));
            write(machines, "alpha", "slurm", "srun", 16, "", "", """
                    {"name": "cpu", "node_type": "plain", "default": true, "min_nodes": [1, "s"], "max_nodes": [4, "s"],
                     "max_cores": [48, "s"], "max_time": ["24 h", "s"], "exclusive": [false, "s"]},
                    {"name": "cpu", "node_type": "plain", "qos": "long", "max_time": ["72 h", "s"], "exclusive": [false, "s"]},
                    {"name": "whole", "node_type": "plain", "min_nodes": [2, "s"], "exclusive": [true, "s"]},
                    {"name": "twin", "node_type": "plain", "qos": "a"}, {"name": "twin", "node_type": "plain", "qos": "b"}""");
            write(machines, "beta", "slurm", "mpirun", 32, "", "", """
                    {"name": "work", "node_type": "plain", "default": true, "max_time": ["12 h", "s"], "exclusive": [true, "s"],
                     "qos": "normal"}""");
            write(machines, "gamma", "pbs", "mpiexec", 8, "", "", """
                    {"name": "batch", "node_type": "plain", "default": true, "exclusive": [false, "s"]}""");
            write(machines, "delta", "sge", "mpirun", 8, "", "", """
                    {"name": "all.q", "node_type": "plain", "default": true, "exclusive": [false, "s"]}""");
            write(
                    machines,
                    "epsilon",
                    "lsf",
                    "jsrun",
                    8,
                    "\"retired\": [\"2024-04\", \"s\"],",
                    ", \"accelerator\": {\"model\": [\"NVIDIA X\", \"s\"], \"count\": [4, \"s\"]}",
                    "{\"name\": \"gpu\", \"node_type\": \"plain\", \"default\": true, \"exclusive\": [false, \"s\"]}");
            write(machines, "zeta", "slurm", "srun", 16, "", ZETA, """
                    {"name": "fast", "node_type": "plain", "default": true, "exclusive": [false, "s"]}""");
            Path zeta = machines.resolve("zeta.json");
            String file = Files.readString(zeta)
                    .replace(
                            "load qe/zeta\"], \"uses_accelerator\": false",
                            "load qe/zeta\"], \"uses_accelerator\": true");
            Files.writeString(zeta, file);
            Files.writeString(folder.resolve("few.in"), "few");
            Files.writeString(folder.resolve("pw.in"), "right");
            Files.writeString(folder.resolve("wrong.in"), "wrong");
            return Clusters.shipped().with(machines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(
            Path machines,
            String name,
            String scheduler,
            String launcher,
            int cores,
            String more,
            String accelerator,
            String partitions)
            throws IOException {
        Files.writeString(
                machines.resolve(name + ".json"),
                FILE.replace("NAME", name)
                        .replace("SCHEDULER", scheduler)
                        .replace("LAUNCHER", launcher)
                        .replace("CORES", Integer.toString(cores))
                        .replace("MORE", more)
                        .replace("ACCELERATOR", accelerator)
                        .replace("PARTITIONS", partitions));
    }

    static ScriptCheck check(Path folder) {
        return new ScriptCheck(clusters(folder), (machine, nodes) -> ExampleRuns.predictor());
    }

    static ScriptQuestion question(Path folder) {
        return new ScriptQuestion("job.sh", folder, Optional.empty(), List.of(), Optional.empty());
    }

    /** All findings, one line each. */
    static String text(ScriptReport report) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : report.findings()) {
            text.append(finding.rule())
                    .append(finding.line().isPresent() ? " " + finding.line().getAsInt() : "")
                    .append(' ')
                    .append(finding.severity())
                    .append(": ")
                    .append(finding)
                    .append('\n');
        }
        return text.toString();
    }
}
