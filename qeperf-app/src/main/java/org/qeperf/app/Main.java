package org.qeperf.app;

import org.qeperf.app.cli.QePerf;
import org.qeperf.app.cli.StandardOutput;
import org.qeperf.app.service.ServeCommand;

/** The program. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Figures are drawn without a screen, whatever the terminal says about one.
        System.setProperty("java.awt.headless", "true");
        // Commands print answers, not logs; the service switches its log on.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        System.exit(QePerf.run(arguments, StandardOutput.open(), System.err, ServeCommand.class));
    }
}
