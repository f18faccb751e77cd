package org.qeperf.runtime.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.SourceLocation;
import org.qeperf.runtime.machine.Hardware;
import org.qeperf.runtime.machine.Machines;

/**
 * The machines that have a name: those that ship with qeperf, those of a user's folder, which come first, and {@code local}.
 * Files are read when the first machine other than {@code local} is asked for. Safe for concurrent use.
 */
public final class Clusters {

    /** The name of the machine that this program runs on, which no file can have. */
    public static final String LOCAL = Machines.LOCAL;

    private static final String INDEX = "machines.index";
    private static final String ENDING = ".json";

    private final Supplier<Contents> files;
    private @Nullable Contents read;

    private Clusters(Supplier<Contents> files) {
        this.files = files;
    }

    /**
     * What files hold.
     *
     * @param clusters the machines
     * @param problems what is wrong with the other files, by what they are called without their ending
     */
    private record Contents(List<Cluster> clusters, Map<String, InputException> problems) {}

    /**
     * The machines that ship.
     *
     * @return a new catalogue
     */
    public static Clusters shipped() {
        return new Clusters(() -> new Contents(readShipped(), Map.of()));
    }

    /**
     * These machines and those of a folder, whose names win. Measured records (see {@link Cluster#of}) count too.
     *
     * @param folder a folder of machine files (*.json)
     * @return a new catalogue; what is wrong with the folder is told when its files are read: {@link #problems} has wrong files, and an
     *     {@link UncheckedIOException} comes of one that cannot be read
     */
    public Clusters with(Path folder) {
        return new Clusters(() -> {
            Contents own = readFolder(folder);
            List<Cluster> all = new ArrayList<>(own.clusters());
            List<String> names = all.stream().map(Cluster::name).toList();
            all().stream().filter(cluster -> !names.contains(cluster.name())).forEach(all::add);
            return new Contents(List.copyOf(all), own.problems());
        });
    }

    /**
     * All machines but {@link #local}.
     *
     * @return those of the folder first, each part by name
     */
    public List<Cluster> all() {
        return contents().clusters();
    }

    /**
     * What is wrong with files of the folder, whose machines are not there.
     *
     * @return one for each wrong file, in the order of their names
     */
    public List<InputException> problems() {
        return List.copyOf(contents().problems().values());
    }

    private Contents contents() {
        synchronized (this) {
            Contents known = read;
            if (known == null) {
                known = files.get();
                read = known;
            }
            return known;
        }
    }

    /**
     * The machine that this program runs on, with all that its operating system tells.
     *
     * @return a machine of one node, named {@code local}; cores and memory are those of {@link Machines#local}
     */
    public static Cluster local() {
        return MeasuredCluster.local(Hardware.local(), LocalDate.now(ZoneOffset.UTC));
    }

    /**
     * Finds a machine.
     *
     * @param machine its name or an alias; case and marks between the words do not matter. {@code local} has no more than cores
     *     and memory, which takes no time
     * @return the machine
     * @throws QePerfException if there is none; the message lists the known ones
     * @throws InputException if a file of the folder is called so and is wrong
     */
    public Cluster find(String machine) {
        String wanted = letters(machine);
        if (wanted.equals(LOCAL)) {
            return MeasuredCluster.localInShort(LocalDate.now(ZoneOffset.UTC));
        }
        contents().problems().forEach((file, problem) -> {
            if (letters(file).equals(wanted)) {
                throw problem;
            }
        });
        Map<String, Cluster> aliases = new HashMap<>();
        for (Cluster cluster : all()) {
            if (letters(cluster.name()).equals(wanted)) {
                return cluster;
            }
            cluster.aliases().forEach(alias -> aliases.putIfAbsent(letters(alias), cluster));
        }
        Cluster found = aliases.get(wanted);
        if (found == null) {
            throw unknown(machine);
        }
        return found;
    }

    /**
     * Finds where a job goes.
     *
     * @param machine name or alias of a machine, see {@link #find(String)}
     * @param partition name of a partition, or {@code name:qos}, see {@link Cluster#destination}
     * @return the destination
     * @throws QePerfException if there is no such machine or partition; the message lists the known ones
     */
    public Destination find(String machine, Optional<String> partition) {
        return find(machine).destination(partition);
    }

    private QePerfException unknown(String machine) {
        List<String> names = new ArrayList<>(List.of(LOCAL));
        all().forEach(cluster -> names.add(cluster.name()));
        List<String> known = new ArrayList<>(names);
        all().forEach(cluster -> known.addAll(cluster.aliases()));
        return new QePerfException("there is no machine " + InputException.quote(machine)
                + EditDistance.suggestion(machine.toLowerCase(Locale.ROOT), known) + "; expected one of: "
                + String.join(", ", names)
                + problems().stream()
                        .map(problem -> "; not read: " + problem.getMessage())
                        .collect(Collectors.joining()));
    }

    /** What is compared of names. */
    static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static List<Cluster> readShipped() {
        return new String(resource(INDEX), StandardCharsets.UTF_8)
                .lines()
                .map(name -> ClusterReader.read(resource(name + ENDING), "shipped machine " + name + ENDING))
                .toList();
    }

    private static byte[] resource(String name) {
        try (InputStream in = Clusters.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build has no " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Contents readFolder(Path folder) {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Path> seen = new HashMap<>();
        List<Cluster> clusters = new ArrayList<>();
        Map<String, InputException> problems = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                clusters.add(read(file, seen));
            } catch (InputException e) {
                String name = String.valueOf(file.getFileName());
                problems.put(name.substring(0, name.length() - ENDING.length()), e);
            }
        }
        clusters.sort(Comparator.comparing(Cluster::name));
        return new Contents(clusters, problems);
    }

    private static Cluster read(Path file, Map<String, Path> seen) {
        Cluster cluster = Cluster.read(file);
        SourceLocation at = new SourceLocation(file.toString(), 1, 1);
        if (letters(cluster.name()).equals(LOCAL)) {
            throw new InputException(
                    at,
                    cluster.name(),
                    "the machine is called 'local'",
                    "another name; 'local' is the machine at hand");
        }
        Path other = seen.putIfAbsent(cluster.name(), file);
        if (other != null) {
            throw new InputException(
                    at,
                    cluster.name(),
                    "machine " + InputException.quote(cluster.name()) + " is in " + other.getFileName() + " too",
                    "one file for each machine");
        }
        return cluster;
    }
}
