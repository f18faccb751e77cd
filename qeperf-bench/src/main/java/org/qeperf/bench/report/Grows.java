package org.qeperf.bench.report;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class whose benchmarks are measured at several sizes, to which a power is fitted. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Grows {

    /**
     * The parameter that holds the size.
     *
     * @return its name; its values are positive numbers
     */
    String with();

    /**
     * What the size is, for readers.
     *
     * @return a few words
     */
    String what();
}
