package org.qeperf.runtime.batch;

/** Reads the directives of one batch system, one line after the other. */
interface DirectiveReader {

    /** Takes over what a line says. */
    void read(Directive directive);
}
