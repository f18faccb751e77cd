package org.qeperf.app.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/**
 * Makes commands and their parts. picocli's own factory begins with a look for Groovy's closures in every jar, which takes longer than
 * to parse a command.
 */
final class CommandFactory implements CommandLine.IFactory {

    private static final String OURS = "org.qeperf.";

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (!type.getName().startsWith(OURS)) {
            return CommandLine.defaultFactory().create(type);
        }
        Constructor<K> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }
}
