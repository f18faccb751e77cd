package org.qeperf.train.automl;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Threads of this process. */
final class LocalWorkers implements Workers {

    private final int threads;
    private final TrialRunner runner;
    private final ExecutorService pool;
    private final BlockingQueue<Trial> ended = new LinkedBlockingQueue<>();

    LocalWorkers(int threads, TrialRunner runner) {
        this.threads = threads;
        this.runner = runner;
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "qeperf-trial");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int capacity() {
        return threads;
    }

    @Override
    public void submit(List<Task> tasks) {
        for (Task task : tasks) {
            Trial dead = Trial.failed(task, 0, "the thread ended without a result");
            pool.execute(() -> {
                Trial trial = dead;
                try {
                    trial = runner.run(task);
                } finally {
                    ended.add(trial);
                }
            });
        }
    }

    @Override
    public Trial take() throws InterruptedException {
        return ended.take();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
