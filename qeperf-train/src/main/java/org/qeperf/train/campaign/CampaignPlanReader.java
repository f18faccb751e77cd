package org.qeperf.train.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.input.QeVersion;
import org.qeperf.runtime.machine.Machines;
import org.qeperf.train.yaml.YamlNode;

/** Reads a campaign's plan; every error knows its place. */
final class CampaignPlanReader {

    private static final List<String> KEYS = List.of(
            "name",
            "seed",
            "machine",
            "program",
            "launch",
            "version",
            "pseudopotentials",
            "limits",
            "attempts",
            "runs");
    private static final List<String> BLOCK_KEYS = List.of(
            "name",
            "systems",
            "cutoffs",
            "kpoints",
            "cells",
            "layouts",
            "variables",
            "sampling",
            "work",
            "repeats",
            "limits",
            "kill_after_seconds");
    private static final List<String> LAYOUT_KEYS =
            List.of("nodes", "ranks", "threads", "pools", "band_groups", "task_groups", "diagonalization");
    private static final int MOST = 10_000;
    private static final long MEGABYTE = 1 << 20;

    private final YamlNode.Mapping root;
    private final Path folder;

    CampaignPlanReader(Path file) {
        this.root = YamlNode.read(file).allowing(KEYS);
        Path parent = file.toAbsolutePath().normalize().getParent();
        this.folder = parent == null ? file.toAbsolutePath() : parent;
    }

    CampaignPlan plan() {
        CampaignPlan.Limits limits = limits(root, new CampaignPlan.Limits(3600, 1L << 40));
        List<CampaignPlan.Block> blocks = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (YamlNode node : root.get("runs").items()) {
            YamlNode.Mapping block = node.mapping().allowing(BLOCK_KEYS);
            if (!names.add(name(block.get("name")))) {
                throw block.get("name").wrong("a name that no other set of runs has");
            }
            blocks.add(block(block, limits));
        }
        if (blocks.isEmpty()) {
            throw root.get("runs").wrong("at least one set of runs");
        }
        return new CampaignPlan(
                name(root.get("name")),
                root.get("seed").whole(0, Long.MAX_VALUE),
                machine(),
                program(),
                text("launch", ""),
                version(),
                pseudopotentials(),
                limits,
                (int) whole(root, "attempts", 3),
                blocks);
    }

    private String text(String key, String usual) {
        return root.find(key).map(YamlNode::text).orElse(usual);
    }

    /** A name is looked for in the search path, and anything else below the plan's folder: runs have folders of their own. */
    private String program() {
        String program = text("program", "pw.x");
        return program.contains("/") ? folder.resolve(program).toString() : program;
    }

    /** A name for this machine, or a machine with its numbers. */
    private Machine machine() {
        Machine local = Machines.local();
        Optional<YamlNode> given = root.find("machine");
        if (given.isEmpty()) {
            return local;
        }
        if (given.get() instanceof YamlNode.Mapping node) {
            node.allowing(List.of("name", "cores_per_node", "memory_mb_per_node"));
            return new Machine(
                    name(node.get("name")),
                    (int) node.get("cores_per_node").whole(1, MOST),
                    node.get("memory_mb_per_node").whole(1, 1L << 40) * MEGABYTE);
        }
        return new Machine(name(given.get()), local.coresPerNode(), local.memoryBytesPerNode());
    }

    private QeVersion version() {
        return root.find("version")
                .map(node -> QeVersion.find(node.text()).orElseThrow(() -> node.wrong(QeVersion.KNOWN)))
                .orElse(QeVersion.NEWEST);
    }

    /** A name is part of a path. */
    private static String name(YamlNode node) {
        if (!node.text().matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")) {
            throw node.wrong("letters, digits, '_', '.' and '-'");
        }
        return node.text();
    }

    private CampaignPlan.Pseudopotentials pseudopotentials() {
        Optional<YamlNode> given = root.find("pseudopotentials");
        if (given.isEmpty()) {
            return new CampaignPlan.Pseudopotentials(List.of(), Optional.empty());
        }
        YamlNode.Mapping node = given.get().mapping().allowing(List.of("directories", "gth"));
        List<Path> directories = new ArrayList<>();
        for (YamlNode item : node.find("directories").map(YamlNode::items).orElse(List.of())) {
            directories.add(folder.resolve(item.text()));
        }
        return new CampaignPlan.Pseudopotentials(
                directories, node.find("gth").map(table -> folder.resolve(table.text())));
    }

    private static CampaignPlan.Limits limits(YamlNode.Mapping parent, CampaignPlan.Limits usual) {
        Optional<YamlNode> given = parent.find("limits");
        if (given.isEmpty()) {
            return usual;
        }
        YamlNode.Mapping node = given.get().mapping().allowing(List.of("seconds", "memory_mb"));
        return new CampaignPlan.Limits(
                node.find("seconds").map(YamlNode::positive).orElse(usual.seconds()),
                node.find("memory_mb")
                        .map(mb -> mb.whole(1, 1L << 40) * MEGABYTE)
                        .orElse(usual.memoryBytes()));
    }

    private CampaignPlan.Block block(YamlNode.Mapping node, CampaignPlan.Limits usual) {
        return new CampaignPlan.Block(
                node.get("name").text(),
                systems(node.get("systems")),
                list(node, "cutoffs", "x1", Cutoff::parse, Cutoff.EXPECTED),
                list(node, "kpoints", "as given", KPointChoice::parse, KPointChoice.EXPECTED),
                list(node, "cells", "1 1 1", Supercell::parse, Supercell.EXPECTED),
                layouts(node),
                variables(node),
                sampling(node),
                node.find("work").map(CampaignPlanReader::work),
                (int) whole(node, "repeats", 1),
                limits(node, usual),
                node.find("kill_after_seconds")
                        .map(seconds -> OptionalDouble.of(seconds.positive()))
                        .orElse(OptionalDouble.empty()));
    }

    private List<Path> systems(YamlNode node) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (YamlNode item : node.items()) {
            Path pattern = folder.resolve(item.text());
            Path parent = pattern.getParent();
            Path name = pattern.getFileName();
            if (parent == null || name == null || !Files.isDirectory(parent)) {
                throw item.wrong("inputs in a folder that exists");
            }
            List<Path> found = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent, name.toString())) {
                stream.forEach(found::add);
            } catch (PatternSyntaxException e) {
                throw item.wrong("a file name, possibly with * and ?");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (found.isEmpty()) {
                throw item.wrong("a file or a pattern that matches one");
            }
            found.stream().sorted().forEach(file -> {
                Path other = files.putIfAbsent(RunList.systemName(file), file);
                if (other != null && !other.normalize().equals(file.normalize())) {
                    throw item.wrong("inputs of different names, without .in");
                }
            });
        }
        if (files.isEmpty()) {
            throw node.wrong("at least one input");
        }
        return List.copyOf(files.values());
    }

    private static <T> List<T> list(
            YamlNode.Mapping parent, String key, String usual, Function<String, T> parse, String expected) {
        Optional<YamlNode> node = parent.find(key);
        if (node.isEmpty()) {
            return List.of(parse.apply(usual));
        }
        List<T> values = new ArrayList<>();
        for (YamlNode item : node.get().items()) {
            String text = item.text();
            try {
                values.add(parse.apply(text));
            } catch (IllegalArgumentException e) {
                throw item.wrong(expected);
            }
        }
        if (values.isEmpty()) {
            throw node.get().wrong(expected);
        }
        return values;
    }

    private List<RunLayout> layouts(YamlNode.Mapping parent) {
        boolean launched = root.find("launch").isPresent();
        List<RunLayout> layouts = new ArrayList<>();
        for (YamlNode item : parent.find("layouts").map(YamlNode::items).orElse(List.of())) {
            YamlNode.Mapping node = item.mapping().allowing(LAYOUT_KEYS);
            RunLayout layout = new RunLayout(
                    (int) whole(node, "nodes", 1),
                    (int) whole(node, "ranks", 1),
                    (int) whole(node, "threads", 1),
                    (int) whole(node, "pools", 1),
                    (int) whole(node, "band_groups", 1),
                    (int) whole(node, "task_groups", 1),
                    (int) whole(node, "diagonalization", 0));
            if (layout.ranks() % layout.nodes() != 0) {
                throw item.wrong("as many ranks on each node");
            }
            if (layout.ranks() > 1 && !launched) {
                throw item.wrong("one rank, or the key launch in the plan, such as launch: mpirun -n {ranks}");
            }
            layouts.add(layout);
        }
        return layouts.isEmpty() ? List.of(new RunLayout(1, 1, 1, 1, 1, 1, 0)) : layouts;
    }

    private static Map<String, List<String>> variables(YamlNode.Mapping parent) {
        Map<String, List<String>> variables = new LinkedHashMap<>();
        parent.find("variables")
                .ifPresent(node -> node.mapping().members().forEach((name, values) -> {
                    List<String> texts =
                            values.items().stream().map(YamlNode::text).toList();
                    if (texts.isEmpty()) {
                        throw values.wrong("at least one value");
                    }
                    variables.put(name, texts);
                }));
        return variables;
    }

    private static Sampling sampling(YamlNode.Mapping parent) {
        Optional<YamlNode> given = parent.find("sampling");
        if (given.isEmpty()) {
            return Sampling.full();
        }
        YamlNode.Mapping node = given.get().mapping().allowing(List.of("method", "runs"));
        YamlNode method = node.get("method");
        return switch (method.text()) {
            case "full" -> Sampling.full();
            case "random" ->
                new Sampling(Sampling.Method.RANDOM, (int) node.get("runs").whole(1, MOST));
            case "latin-hypercube" ->
                new Sampling(
                        Sampling.Method.LATIN_HYPERCUBE, (int) node.get("runs").whole(1, MOST));
            default -> throw method.wrong("full, random or latin-hypercube");
        };
    }

    private static CampaignPlan.WorkRange work(YamlNode node) {
        List<YamlNode> bounds = node.items();
        if (bounds.size() == 2 && bounds.get(0).positive() <= bounds.get(1).positive()) {
            return new CampaignPlan.WorkRange(
                    bounds.get(0).positive(), bounds.get(1).positive());
        }
        throw node.wrong("the least and the most flop of an iteration, such as [1e8, 1e11]");
    }

    private static long whole(YamlNode.Mapping parent, String key, int usual) {
        return parent.find(key)
                .map(node -> node.whole(usual == 0 ? 0 : 1, MOST))
                .orElse((long) usual);
    }
}
