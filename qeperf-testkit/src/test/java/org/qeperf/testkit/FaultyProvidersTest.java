package org.qeperf.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.train.Algorithm.Inputs;

/** Each faulty provider breaks the rule of its name, and the kit must notice. */
class FaultyProvidersTest {

    @ParameterizedTest
    @MethodSource("rulesAndInputs")
    void catchesTheProviderThatBreaksThis(ContractRule rule, Inputs inputs) {
        assertThrows(Throwable.class, () -> rule.check(subject(FaultyProvider.breaking(rule, inputs))));
    }

    @ParameterizedTest
    @MethodSource("rulesAndInputs")
    void acceptsTheProviderThatBreaksNothing(ContractRule rule, Inputs inputs) {
        assertDoesNotThrow(() -> rule.check(subject(FaultyProvider.sound(inputs))));
    }

    static Stream<Arguments> rulesAndInputs() {
        return Stream.of(ContractRule.values())
                .flatMap(rule -> Stream.of(Inputs.values()).map(inputs -> Arguments.of(rule, inputs)));
    }

    private static ContractSubject subject(FaultyProvider provider) {
        return new ContractSubject(provider, provider.algorithms().get(0), Map.of());
    }
}
