package org.qeperf.examples.nextflow;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import nextflow.Session;
import nextflow.plugin.extension.Function;
import nextflow.plugin.extension.PluginExtensionPoint;
import nextflow.trace.TraceObserver;
import nextflow.trace.TraceObserverFactory;

/**
 * What the plug-in adds: a function that pipelines include, and an observer of their tasks. Nextflow makes one object of this
 * class, so that both share the plans.
 */
public final class QePerfExtension extends PluginExtensionPoint implements TraceObserverFactory {

    private volatile Plans plans;

    /** Called before a pipeline is read. */
    @Override
    public Collection<TraceObserver> create(Session session) {
        Settings settings = Settings.of(session.getConfig());
        plans = new Plans(settings);
        return List.of(new FinishedRuns(session, settings, plans));
    }

    @Override
    protected void init(Session session) {}

    /**
     * What to ask for at the first attempt.
     *
     * @param input input of pw.x
     * @return cores, memory, time and arguments
     */
    @Function
    public PwRequest qeperf(Path input) {
        return qeperf(input, 1);
    }

    /**
     * What to ask for.
     *
     * @param input input of pw.x
     * @param attempt number of the attempt, from 1; memory and time are so many times those of the first
     * @return cores, memory, time and arguments
     */
    @Function
    public PwRequest qeperf(Path input, int attempt) {
        return new PwRequest(plans.of(input), attempt);
    }
}
