package org.qeperf.examples.nextflow;

import nextflow.plugin.BasePlugin;
import org.pf4j.PluginWrapper;

/** The plug-in itself, which Nextflow starts and stops; nothing is to be done then. */
public final class QePerfPlugin extends BasePlugin {

    /**
     * Made by Nextflow.
     *
     * @param wrapper what Nextflow knows of the plug-in
     */
    public QePerfPlugin(PluginWrapper wrapper) {
        super(wrapper);
    }
}
