package org.qeperf.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.runtime.models.ModelShelf;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where models are looked for. */
final class ModelOptions {

    @Option(names = "--models-dir", paramLabel = "DIR", description = "a folder of your own model files (*.qeperf)")
    private Optional<Path> folder = Optional.empty();

    ModelShelf shelf(FeatureExtractor extractor, CommandLine command) {
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            throw new ParameterException(command, "--models-dir " + folder.get() + " is not a folder");
        }
        return new ModelShelf(extractor.schemas(), folder);
    }
}
