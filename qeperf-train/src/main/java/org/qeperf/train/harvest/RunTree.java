package org.qeperf.train.harvest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.features.harvest.PwOutputReader;

/** The files of a folder tree that may tell something of runs, by their content. Links to folders are not followed. */
final class RunTree {

    /** Batch systems and scripts may write this much before pw.x does. */
    private static final int HEAD = 1 << 16;

    /** What every output begins with. */
    static final String PROGRAM = "Program PWSCF";

    private static final long LARGEST_INPUT = 1 << 20;
    private static final long LARGEST_XML = 256 << 20;

    /** Endings of scratch files and pseudopotentials, which need not be opened. */
    private static final Set<String> IDLE = Set.of(
            "upf", "psml", "dat", "hdf5", "h5", "igk", "mix", "bfgs", "png", "pdf", "zip", "tar", "bz2", "xz", "cube",
            "xsf", "psp8", "rrkj3", "pz-mt", "npy");

    /**
     * One folder's files, in the order of their names.
     *
     * @param outputs files that hold output of pw.x, or an error in its form
     * @param inputs files that look like inputs of pw.x
     * @param xml {@code data-file-schema.xml} and its copies
     * @param others the rest
     */
    record Folder(List<Path> outputs, List<Path> inputs, List<Path> xml, List<Path> others) {
        Folder() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private final TreeMap<Path, Folder> folders = new TreeMap<>();
    private final Consumer<String> problems;
    private final Consumer<String> progress;
    private int files;

    private RunTree(Consumer<String> problems, Consumer<String> progress) {
        this.problems = problems;
        this.progress = progress;
    }

    /** Goes through a tree; what cannot be read is a problem, and the rest is gone through. */
    static Map<Path, Folder> walk(Path root, Consumer<String> problems, Consumer<String> progress) {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new QePerfException(root + " is not a folder; expected one that holds runs");
        }
        RunTree tree = new RunTree(problems, progress);
        List<Path> all = tree.files(root);
        all.sort(null);
        all.forEach(tree::sort);
        return tree.folders;
    }

    private List<Path> files(Path root) {
        List<Path> all = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() || attributes.isSymbolicLink() && Files.isRegularFile(file)) {
                        all.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (file.equals(root)) {
                        throw e;
                    }
                    problems.accept(file + ": cannot be read");
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private void sort(Path file) {
        if (++files % 5000 == 0) {
            progress.accept(files + " files looked at");
        }
        Path parent = file.getParent();
        Folder folder = folders.computeIfAbsent(parent == null ? Path.of("") : parent, path -> new Folder());
        String name = name(file).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        String ending = plain.substring(plain.lastIndexOf('.') + 1);
        if (IDLE.contains(ending) || ending.startsWith("wfc") || ending.startsWith("mix")) {
            return;
        }
        try {
            (switch (kind(file)) {
                        case OUTPUT -> folder.outputs;
                        case INPUT -> folder.inputs;
                        case XML -> folder.xml;
                        case OTHER -> folder.others;
                    })
                    .add(file);
        } catch (InputException e) {
            problems.accept(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            problems.accept(file + ": cannot be read");
        }
    }

    private enum Kind {
        OUTPUT,
        INPUT,
        XML,
        OTHER
    }

    /**
     * The kind of a file. A file system that lost blocks of a text leaves zeros, so only zeros before the program's name make
     * a file a binary one. Of a damaged compressed file its reader tells the place.
     */
    private static Kind kind(Path file) throws IOException {
        byte[] head;
        try (InputStream in = PwOutputReader.open(file)) {
            head = in.readNBytes(HEAD);
        } catch (ZipException | EOFException e) {
            return Kind.OUTPUT;
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int binary = text.indexOf('\0');
        int program = text.indexOf(PROGRAM);
        if (program >= 0 && (binary < 0 || binary > program)) {
            return Kind.OUTPUT;
        }
        if (binary >= 0) {
            return Kind.OTHER;
        }
        if (text.contains("%%%%%\n     Error in routine ")) {
            return Kind.OUTPUT;
        }
        if (text.startsWith("<") && text.contains("<qes:espresso") && Files.size(file) <= LARGEST_XML) {
            return Kind.XML;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        boolean input = lower.contains("&system") && lower.contains("ecutwfc") && Files.size(file) <= LARGEST_INPUT;
        return input ? Kind.INPUT : Kind.OTHER;
    }

    static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
