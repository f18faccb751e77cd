package org.qeperf.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.qeperf.api.train.Algorithm;
import org.qeperf.api.train.RegressorProvider;

/**
 * What qeperf relies on in a training back-end. A provider's test extends this class, says how to make the provider and,
 * where the defaults take long, which settings are quick; every rule then runs for every algorithm.
 */
public abstract class RegressorProviderContract {

    /** For subclasses. */
    protected RegressorProviderContract() {}

    /**
     * The provider under test.
     *
     * @return a new provider
     */
    protected abstract RegressorProvider provider();

    /**
     * Settings that train quickly.
     *
     * @param algorithm one of the provider's algorithms
     * @return settings by name; what is missing takes its default
     */
    protected Map<String, String> quickSettings(Algorithm algorithm) {
        return Map.of();
    }

    /**
     * One test for each rule and algorithm.
     *
     * @return the tests
     */
    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        Stream<DynamicTest> ofProvider = Stream.of(dynamicTest(
                ContractRule.NAMES.sentence(),
                () -> ContractRule.NAMES.check(subject(provider().algorithms().get(0)))));
        Stream<DynamicTest> ofAlgorithms = provider().algorithms().stream()
                .flatMap(algorithm -> Stream.of(ContractRule.values())
                        .filter(rule -> rule != ContractRule.NAMES)
                        .map(rule -> dynamicTest(
                                algorithm.name() + " " + rule.sentence(), () -> rule.check(subject(algorithm)))));
        return Stream.concat(ofProvider, ofAlgorithms);
    }

    private ContractSubject subject(Algorithm algorithm) {
        return new ContractSubject(provider(), algorithm, quickSettings(algorithm));
    }
}
