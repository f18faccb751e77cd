package org.qeperf.app.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.qeperf.train.active.Rule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Rules by their words. */
final class RuleConverter implements ITypeConverter<Rule> {

    @Override
    public Rule convert(String word) {
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no rule '" + word + "'; expected one of "
                        + Arrays.stream(Rule.values()).map(Rule::word).collect(Collectors.joining(", "))));
    }
}
