package org.qeperf.app;

import org.qeperf.app.cli.QePerf;

/** The program. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Figures are drawn without a screen, whatever the terminal says about one.
        System.setProperty("java.awt.headless", "true");
        System.exit(QePerf.run(arguments, System.out, System.err));
    }
}
