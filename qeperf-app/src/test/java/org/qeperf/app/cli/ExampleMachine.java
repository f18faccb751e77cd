package org.qeperf.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An invented machine: nodes of 16 cores, and nodes of two processors with 64 cores and four accelerators. */
final class ExampleMachine {

    private static final String TEXT = """
            {"format": "qeperf-cluster/1", "name": "box", "title": "Box", "site": "Nowhere", "aliases": [],
             "checked": "2026-11-21", "sources": {"s": "invented"},
             "scheduler": ["slurm", "s"], "launcher": ["srun", "s"], "accounting_unit": ["core-hour", "s"],
             "node_types": [
               {"name": "plain", "nodes": [100, "s"], "cores": [16, "s"], "memory": ["64 GiB", "s"]},
               {"name": "small", "nodes": [1, "s"], "cores": [4, "s"], "memory": ["100 MiB", "s"]},
               {"name": "gpu", "nodes": [30, "s"], "sockets": [2, "s"], "cores": [128, "s"], "memory": ["512 GiB", "s"],
                "accelerator": {"model": ["NVIDIA A100", "s"], "count": [4, "s"]}}],
             "partitions": [
               {"name": "main", "node_type": "plain", "default": true, "max_nodes": [4, "s"], "max_time": ["1 h", "s"],
                "exclusive": [true, "s"], "qos": "normal", "constraint": "fast"},
               {"name": "shared", "node_type": "plain", "max_nodes": [1, "s"], "max_time": ["24 h", "s"],
                "exclusive": [false, "s"]},
               {"name": "small", "node_type": "small", "exclusive": [false, "s"]},
               {"name": "dc-gpu", "node_type": "gpu", "max_nodes": [24, "s"], "max_time": ["24 h", "s"]}],
             "software": [
               {"name": "qe", "version": "7.2", "source": "s", "modules": ["module purge", "module load qe/7.2"],
                "environment": {"SITE": "it's here"}, "uses_accelerator": true},
               {"name": "ddp", "source": "s", "modules": ["ml --force purge", "ml use $OTHERSTAGES", "ml GCC/11.2.0"],
                "uses_accelerator": true},
               {"name": "heat", "source": "s", "modules": ["ml --force purge", "ml HeAT"], "uses_accelerator": true}]}
            """;

    private ExampleMachine() {}

    static Path write(Path folder) {
        try {
            return Files.writeString(folder.resolve("box.json"), TEXT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
