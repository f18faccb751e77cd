package org.qeperf.train.harvest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;

/** The input of a run, with its pseudopotentials: files, or contents at hand. */
interface RunInput {

    /** The content of the input itself. */
    byte[] bytes();

    /** The input alone. */
    PwInput parse(QeVersion rules);

    /** The input and all that it names. */
    Workload read(QeVersion rules);

    static RunInput of(Path file, FeatureExtractor extractor, List<Path> pseudoFolders) {
        return new RunInput() {
            @Override
            public byte[] bytes() {
                return SourceText.readBytes(file, ParseLimits.DEFAULT);
            }

            @Override
            public PwInput parse(QeVersion rules) {
                return PwInputReader.read(file, rules, ParseLimits.DEFAULT);
            }

            @Override
            public Workload read(QeVersion rules) {
                return extractor.read(new SimulationFiles(file, pseudoFolders, Optional.of(rules.toString())));
            }
        };
    }

    static RunInput of(SimulationContents contents, FeatureExtractor extractor) {
        return new RunInput() {
            @Override
            public byte[] bytes() {
                return contents.input().bytes();
            }

            @Override
            public PwInput parse(QeVersion rules) {
                return PwInputReader.parse(
                        SourceText.of(contents.input(), ParseLimits.DEFAULT), rules, ParseLimits.DEFAULT);
            }

            @Override
            public Workload read(QeVersion rules) {
                return extractor.read(
                        new SimulationContents(contents.input(), contents.files(), Optional.of(rules.toString())));
            }
        };
    }
}
