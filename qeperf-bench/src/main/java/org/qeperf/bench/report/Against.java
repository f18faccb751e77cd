package org.qeperf.bench.report;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the benchmarks of the same class that one is compared with: plain ways to do the same, or other libraries. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Against {

    /**
     * Which ones.
     *
     * @return names of methods
     */
    String[] value();
}
