package org.qeperf.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each faulty extractor breaks the rule of its name, and the kit must notice. */
class FaultyExtractorsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void catchesTheExtractorThatBreaksThis(ExtractorRule rule) {
        assertThrows(Throwable.class, () -> rule.check(subject(Optional.of(rule))));
    }

    @ParameterizedTest
    @EnumSource
    void acceptsTheExtractorThatBreaksNothing(ExtractorRule rule) {
        assertDoesNotThrow(() -> rule.check(subject(Optional.empty())));
    }

    private ExtractorSubject subject(Optional<ExtractorRule> broken) {
        return new ExtractorSubject(
                () -> new FaultyExtractor(broken), () -> FaultyExtractor.contents("12 atom.txt"), folder);
    }
}
