package org.qeperf.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.train.registry.ModelRegistry;
import org.qeperf.train.registry.ServedModels;
import org.qeperf.train.registry.Slot;
import picocli.CommandLine.Option;

/** Where the registry is. */
final class RegistryOption {

    private static final String VARIABLE = "QEPERF_DATA";
    private static final String OWN = "qeperf";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "the data folder, which has the registry of models in registry/",
                "(default: $" + VARIABLE + ", or $XDG_DATA_HOME/" + OWN + " or ~/.local/share/" + OWN + ")"
            })
    private Optional<Path> data = Optional.empty();

    /** An empty variable is one that is not set, and a relative XDG_DATA_HOME does not count (XDG Base Directory Specification). */
    static Path fromEnvironment(Map<String, String> environment, Path home) {
        String told = environment.getOrDefault(VARIABLE, "");
        if (!told.isEmpty()) {
            return Path.of(told);
        }
        Path shared = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        return (shared.isAbsolute() ? shared : home.resolve(".local/share")).resolve(OWN);
    }

    private Path folder() {
        return data.orElseGet(() -> fromEnvironment(System.getenv(), Path.of(System.getProperty("user.home"))))
                .resolve("registry");
    }

    ModelRegistry open(FeatureExtractor extractor) {
        return ModelRegistry.open(folder(), extractor.schemas());
    }

    /** What is served, where there is a registry or one was asked for. */
    Optional<ServedModels> served(FeatureExtractor extractor) {
        return data.isPresent() || Files.isDirectory(folder())
                ? Optional.of(open(extractor).current())
                : Optional.empty();
    }

    /**
     * A model by name or file.
     *
     * @param shelf has those that are not registered
     */
    RuntimePredictor find(String reference, ModelShelf shelf, FeatureExtractor extractor) {
        Optional<ServedModels> served = served(extractor)
                .filter(models -> models.versions().stream()
                                .anyMatch(version -> version.model().name().equals(reference)
                                        || version.model().toString().equals(reference))
                        || reference.equals("champion")
                        || reference.equals("challenger"));
        return served.isPresent() ? served.get().find(reference) : shelf.find(reference);
    }

    /** A slot in words. */
    static String words(Slot slot) {
        return slot.target().name() + " on "
                + (slot.machine().equals(Slot.ANY_MACHINE) ? "any machine" : slot.machine());
    }
}
