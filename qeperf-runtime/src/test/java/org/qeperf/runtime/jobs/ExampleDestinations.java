package org.qeperf.runtime.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Destination;

/** An invented machine: nodes of 16 cores and 2 GiB, and nodes of 8 cores with 4 accelerators. */
final class ExampleDestinations {

    private static final String FILE = """
            {"format": "qeperf-cluster/1", "name": "box", "title": "Box", "site": "Nowhere", "aliases": [],
             "checked": "2026-11-21", "sources": {"s": "invented"},
             "scheduler": ["slurm", "s"], "launcher": ["LAUNCHER", "s"], "accounting_unit": ["core-hour", "s"],
             "node_types": [
               {"name": "plain", "nodes": [100, "s"], "cores": [16, "s"], "memory": ["2 GiB", "s"]},
               {"name": "gpu", "nodes": [10, "s"], "cores": [8, "s"], "memory": ["2 GiB", "s"],
                "accelerator": {"model": ["NVIDIA A100", "s"], "count": [4, "s"]}}],
             "partitions": [
               {"name": "main", "node_type": "plain", "default": true, "min_nodes": [1, "s"], "max_nodes": [4, "s"],
                "max_cores": [48, "s"], "max_time": ["1 h", "s"], "exclusive": [false, "s"]},
               {"name": "main", "node_type": "plain", "max_nodes": [32, "s"], "max_time": ["24 h", "s"],
                "exclusive": [true, "s"], "qos": "big", "min_nodes": [2, "s"], "constraint": "fast"},
               {"name": "silent", "node_type": "plain"},
               {"name": "tiny", "node_type": "plain", "max_time": ["30 s", "s"], "max_memory_per_node": ["256 MiB", "s"]},
               {"name": "boost", "node_type": "gpu", "max_nodes": [2, "s"]}],
             "software": [SOFTWARE]}
            """;

    static final String QE = """
            {"name": "qe", "source": "s", "modules": ["module load qe/7.2"],
             "environment": {"OMP_PLACES": "cores", "SITE": "here"}, "uses_accelerator": GPU}""";

    static final String OTHERS = """
            , {"name": "ddp", "source": "s", "modules": ["ml GCC", "ml PyTorch"], "uses_accelerator": true}
            , {"name": "horovod", "source": "s", "modules": ["ml GCC", "ml Horovod"], "uses_accelerator": true}
            , {"name": "bare", "source": "s", "modules": [], "uses_accelerator": false}""";

    private ExampleDestinations() {}

    static Destination to(String partition) {
        return with(QE.replace("GPU", "true") + OTHERS, "srun").destination(Optional.of(partition));
    }

    static Cluster with(String software, String launcher) {
        try {
            Path file = Files.createTempFile("box", ".json");
            try {
                Files.writeString(file, FILE.replace("SOFTWARE", software).replace("LAUNCHER", launcher));
                return Cluster.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
