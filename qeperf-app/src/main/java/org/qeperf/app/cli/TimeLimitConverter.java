package org.qeperf.app.cli;

import org.qeperf.app.question.TimeLimit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as options. */
final class TimeLimitConverter implements ITypeConverter<TimeLimit> {

    @Override
    public TimeLimit convert(String text) {
        try {
            return TimeLimit.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
