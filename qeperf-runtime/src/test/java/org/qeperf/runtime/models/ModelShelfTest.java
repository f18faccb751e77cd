package org.qeperf.runtime.models;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.predict.ModelFormat;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.ArtifactReader;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.ExampleModels;
import org.qeperf.runtime.forecast.Extractors;

class ModelShelfTest {

    @TempDir
    Path folder;

    private static List<FeatureSchema> schemas() {
        List<FeatureSchema> schemas = new ArrayList<>(Extractors.find("pw.x").schemas());
        schemas.add(ExampleModels.SCHEMA);
        return schemas;
    }

    private ModelShelf shelf() {
        return new ModelShelf(schemas(), Optional.of(folder));
    }

    private Path put(String file, String name, String version) {
        Path path = folder.resolve(file);
        AtomicFile.write(path, ExampleModels.bytes(ExampleModels.forest(name, version)));
        return path;
    }

    private static String found(ModelShelf shelf, String reference) {
        return shelf.find(reference).model().toString();
    }

    @Test
    void theShippedModelsTakeRowsOfTheExtractor() {
        RunModels shipped = new ModelShelf(schemas(), Optional.empty()).shipped();
        assertEquals(schemas().get(0), shipped.secondsPerScfIteration().schema());
        assertEquals(
                5,
                shipped.all().stream().map(RuntimePredictor::target).distinct().count());
        assertDoesNotThrow(
                () -> shipped.requireSchemas("pw.x", Extractors.find("pw.x").schemas()));
    }

    @Test
    void aTargetThatNoModelShipsForIsNamed() {
        ModelShelf shelf = new ModelShelf(schemas(), Optional.empty());
        assertEquals(
                "no model of happiness ships with this build; train one with 'qeperf train'",
                assertThrows(QePerfException.class, () -> shelf.shipped(new Target("happiness", "1")))
                        .getMessage());
    }

    @Test
    void aShippedModelIsFoundByItsName() {
        ModelShelf shelf = new ModelShelf(schemas(), Optional.empty());
        for (RuntimePredictor shipped : shelf.shipped().all()) {
            assertEquals(shipped.model(), shelf.find(shipped.model().name()).model());
            assertEquals(shipped.model(), shelf.find(shipped.model().toString()).model());
        }
    }

    private static List<String> shippedNames(String... others) {
        List<String> names = new ArrayList<>();
        new ModelShelf(schemas(), Optional.empty())
                .shipped()
                .all()
                .forEach(model -> names.add(model.model().toString()));
        names.add("pw-scf-any-machine@1");
        names.addAll(List.of(others));
        return names;
    }

    private static String known(String... others) {
        return String.join(", ", shippedNames(others));
    }

    @Test
    void aModelIsFoundByItsNameWhateverItsFileIsCalled() {
        put("some file.qeperf", "mine", "1");
        put("b.qeperf", "other", "1");
        assertEquals("mine@1", found(shelf(), "mine"));
        assertEquals("other@1", found(shelf(), "other@1"));
    }

    @Test
    void ofSeveralVersionsTheLastFileNameIsTaken() {
        put("mine-1.qeperf", "mine", "1");
        put("mine-2.qeperf", "mine", "2");
        assertEquals("mine@2", found(shelf(), "mine"));
        assertEquals("mine@1", found(shelf(), "mine@1"));
    }

    @Test
    void allModelsAreTheShippedOnesAndThoseOfTheFolderInOrder() throws IOException {
        put("b.qeperf", "second", "1");
        put("a.qeperf", "first", "1");
        Files.writeString(folder.resolve("notes.txt"), "not a model");
        ModelShelf shelf = shelf();
        assertEquals(
                shippedNames("first@1", "second@1"),
                shelf.all().stream().map(m -> m.model().toString()).toList());
    }

    @Test
    void aDamagedFileHurtsOnlyWhoAsksForIt() throws IOException {
        put("a.qeperf", "mine", "1");
        Path damaged = Files.writeString(folder.resolve("b.qeperf"), "no zip");
        String problem = damaged + ": there is no manifest.json; expected a sound model file";
        ModelShelf shelf = shelf();
        assertEquals("mine@1", found(shelf, "mine"));
        assertEquals(
                List.of(problem),
                shelf.unusable().stream().map(Throwable::getMessage).toList());
        assertEquals(
                "there is no model 'b'; known are " + known("mine@1") + ", or name a file that ends with .qeperf; "
                        + problem,
                assertThrows(QePerfException.class, () -> shelf.find("b")).getMessage());
    }

    @Test
    void aFileThatCannotBeReadHurtsNobodyElse() throws IOException {
        Path unreadable = Path.of("/proc/self/mem");
        assumeTrue(Files.isRegularFile(unreadable), "no file here that cannot be read whoever asks");
        put("a.qeperf", "mine", "1");
        Path link = Files.createSymbolicLink(folder.resolve("b.qeperf"), unreadable);
        ModelShelf shelf = shelf();
        assertEquals("mine@1", found(shelf, "mine"));
        assertEquals(
                List.of(link + ": cannot be read; expected a readable model file"),
                shelf.unusable().stream().map(Throwable::getMessage).toList());
    }

    @Test
    void aModelIsFoundByThePathOfItsFile() {
        Path elsewhere = put("deeper/down.qeperf", "mine", "1");
        assertEquals("mine@1", found(new ModelShelf(schemas(), Optional.empty()), elsewhere.toString()));
    }

    @Test
    void aPathThatLeadsNowhereIsNamed() {
        assertEquals(
                "there is no model file 'no/such.qeperf'",
                assertThrows(QePerfException.class, () -> shelf().find("no/such.qeperf"))
                        .getMessage());
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        put("a.qeperf", "mine", "1");
        ModelShelf shelf = shelf();
        assertEquals(
                "there is no model 'mine@2'; known are " + known("mine@1") + ", or name a file that ends with .qeperf",
                assertThrows(QePerfException.class, () -> shelf.find("mine@2")).getMessage());
    }

    @Test
    void aFolderThatDoesNotExistHoldsNoModels() {
        ModelShelf shelf = new ModelShelf(schemas(), Optional.of(folder.resolve("none")));
        assertEquals(6, shelf.all().size());
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path damaged = Files.writeString(folder.resolve("bad.qeperf"), "not a model");
        ArtifactException e = assertThrows(ArtifactException.class, () -> shelf().find(damaged.toString()));
        assertEquals(ArtifactException.Reason.CORRUPT, e.reason());
        assertTrue(e.getMessage().startsWith(damaged + ": "), e.getMessage());
    }

    /** Runs with a class path on which a service file names a model format. */
    private void withFormat(String className, Executable test) throws Throwable {
        Path services = Files.createDirectories(folder.resolve("path/META-INF/services"));
        Files.writeString(services.resolve(ModelFormat.class.getName()), className);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.resolve("path").toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            test.execute();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Model files under another ending. */
    public static final class Renamed implements ModelFormat {
        @Override
        public String ending() {
            return ".renamed";
        }

        @Override
        public RuntimePredictor read(String name, InputStream in, Collection<FeatureSchema> schemas) {
            return ArtifactReader.read(name, in, schemas);
        }
    }

    @Test
    void aFormatOnTheClassPathReadsFilesOfItsEnding() throws Throwable {
        Path file = put("mine.renamed", "mine", "1");
        Path damaged = Files.writeString(folder.resolve("bad.renamed"), "not a model");
        withFormat(Renamed.class.getName(), () -> {
            assertEquals("mine@1", found(shelf(), file.toString()));
            assertEquals(
                    damaged + ": there is no manifest.json; expected a sound model file",
                    assertThrows(ArtifactException.class, () -> shelf().find(damaged.toString()))
                            .getMessage());
            assertEquals(
                    "there is no model file 'no/such.renamed'",
                    assertThrows(QePerfException.class, () -> shelf().find("no/such.renamed"))
                            .getMessage());
            assertEquals(
                    "there is no model 'other'; known are " + known()
                            + ", or name a file that ends with .qeperf or .renamed",
                    assertThrows(QePerfException.class, () -> shelf().find("other"))
                            .getMessage());
            assertEquals(
                    "nothing on the class path reads model file 'model.pmml'; known endings are .qeperf, .renamed,"
                            + " and a jar with a ModelFormat adds another, qeperf-onnx adds .onnx",
                    assertThrows(QePerfException.class, () -> shelf().find("model.pmml"))
                            .getMessage());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "./model", "models\\mine"})
    void anEndingThatNobodyReadsIsNamed(String reference) {
        assertEquals(
                "nothing on the class path reads model file '" + reference + "'; known endings are .qeperf,"
                        + " and a jar with a ModelFormat adds another, qeperf-onnx adds .onnx",
                assertThrows(QePerfException.class, () -> shelf().find(reference))
                        .getMessage());
    }

    @Test
    void aFormatThatDoesNotLoadIsNamedAndHurtsNobodyElse() throws Throwable {
        put("mine.qeperf", "mine", "1");
        Path file = put("other.renamed", "other", "1");
        withFormat("no.such.Format\n" + Renamed.class.getName(), () -> {
            assertEquals("mine@1", found(shelf(), "mine@1"));
            assertEquals("other@1", found(shelf(), file.toString()));
            String unavailable = "; a provider is unavailable: " + ModelFormat.class.getName()
                    + ": Provider no.such.Format not found";
            assertEquals(
                    "there is no model 'another'; known are " + known("mine@1")
                            + ", or name a file that ends with .qeperf or .renamed" + unavailable,
                    assertThrows(QePerfException.class, () -> shelf().find("another"))
                            .getMessage());
            assertEquals(
                    "nothing on the class path reads model file 'model.pmml'; known endings are .qeperf, .renamed,"
                            + " and a jar with a ModelFormat adds another, qeperf-onnx adds .onnx" + unavailable,
                    assertThrows(QePerfException.class, () -> shelf().find("model.pmml"))
                            .getMessage());
        });
    }
}
