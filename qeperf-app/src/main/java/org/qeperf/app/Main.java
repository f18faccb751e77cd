package org.qeperf.app;

import org.qeperf.app.cli.QePerf;

/** The program. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(QePerf.run(arguments, System.out, System.err));
    }
}
