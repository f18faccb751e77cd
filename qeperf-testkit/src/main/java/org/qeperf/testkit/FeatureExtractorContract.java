package org.qeperf.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.SimulationContents;

/**
 * What qeperf relies on in the reader of a simulation program's input. An extractor's test extends this class, says how to make the
 * extractor, and gives a small input with all files that it names; every rule then runs for it.
 */
public abstract class FeatureExtractorContract {

    @TempDir
    private Path folder;

    /** For subclasses. */
    protected FeatureExtractorContract() {}

    /**
     * The extractor under test.
     *
     * @return a new extractor
     */
    protected abstract FeatureExtractor extractor();

    /**
     * An input that the extractor reads in less than a second.
     *
     * @return the input and the files that it names, each in arrays that nobody else changes
     */
    protected abstract SimulationContents contents();

    /**
     * One test for each rule.
     *
     * @return the tests
     */
    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return Stream.of(ExtractorRule.values())
                .map(rule -> dynamicTest(
                        rule.sentence(),
                        () -> rule.check(new ExtractorSubject(this::extractor, this::contents, folder))));
    }
}
