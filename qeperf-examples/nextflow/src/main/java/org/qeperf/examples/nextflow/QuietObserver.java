package org.qeperf.examples.nextflow;

import java.nio.file.Path;
import nextflow.Session;
import nextflow.processor.TaskHandler;
import nextflow.processor.TaskProcessor;
import nextflow.trace.TraceObserver;
import nextflow.trace.TraceRecord;

/** Does nothing at each step; for Java an observer of Nextflow has no such defaults. */
abstract class QuietObserver implements TraceObserver {

    @Override
    public void onFlowCreate(Session session) {}

    @Override
    public void onFlowBegin() {}

    @Override
    public void onFlowComplete() {}

    @Override
    public void onProcessCreate(TaskProcessor process) {}

    @Override
    public void onProcessTerminate(TaskProcessor process) {}

    @Override
    public void onProcessPending(TaskHandler handler, TraceRecord trace) {}

    @Override
    public void onProcessSubmit(TaskHandler handler, TraceRecord trace) {}

    @Override
    public void onProcessStart(TaskHandler handler, TraceRecord trace) {}

    @Override
    public void onProcessComplete(TaskHandler handler, TraceRecord trace) {}

    @Override
    public void onProcessCached(TaskHandler handler, TraceRecord trace) {}

    @Override
    public boolean enableMetrics() {
        return false;
    }

    @Override
    public void onFlowError(TaskHandler handler, TraceRecord trace) {}

    @Override
    public void onFilePublish(Path destination) {}

    @Override
    public void onFilePublish(Path destination, Path source) {}
}
