package org.qeperf.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each faulty provider breaks the rule of its name, and the kit must notice. */
class FaultyProvidersTest {

    @ParameterizedTest
    @EnumSource
    void catchesTheProviderThatBreaksThis(ContractRule rule) {
        assertThrows(Throwable.class, () -> rule.check(subject(FaultyProvider.breaking(rule))));
    }

    @ParameterizedTest
    @EnumSource
    void acceptsTheProviderThatBreaksNothing(ContractRule rule) {
        assertDoesNotThrow(() -> rule.check(subject(FaultyProvider.sound())));
    }

    private static ContractSubject subject(FaultyProvider provider) {
        return new ContractSubject(provider, provider.algorithms().get(0), Map.of());
    }
}
