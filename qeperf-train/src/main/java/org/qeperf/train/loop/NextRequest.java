package org.qeperf.train.loop;

import java.util.OptionalDouble;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.jobs.JobPlanner;

/**
 * What to ask for after an attempt. A time that was too short, or a memory that was too small, is what is known of the quantity from
 * then on: it is larger. So the next request is the quantile of the predictive distribution above it, at the level of the terms, and
 * at least {@value #LEAST_STEP} times what was asked for.
 */
final class NextRequest {

    /** A prediction that failed is not to be trusted to the last percent. */
    private static final double LEAST_STEP = 1.25;

    /** A request this near to a limit is the limit: batch systems round. */
    private static final double AT_LIMIT = 0.98;

    private final Experience experience;
    private final LayoutSearch layouts;

    NextRequest(Experience experience, LayoutSearch layouts) {
        this.experience = experience;
        this.layouts = layouts;
    }

    /** What a job asks for before any attempt, as the other runs of the store tell; requests of users stay. */
    Resources first(JobRecord job) {
        Resources planned = job.job().resources();
        if (experience.words().isEmpty()) {
            return planned;
        }
        Resources changed = planned;
        if (!job.terms().ownSeconds() && planned.seconds().isPresent()) {
            changed = Request.withSeconds(
                    changed, firstSeconds(job, planned.seconds().getAsLong()));
        }
        if (!job.terms().ownMemory() && planned.memoryBytesPerNode().isPresent()) {
            changed = Request.withMemory(
                    changed, firstBytes(job, planned.memoryBytesPerNode().getAsLong()));
        }
        return changed;
    }

    private long firstSeconds(JobRecord job, long planned) {
        double predicted = predicted(job.forecast().secondsTable(), job.terms().level());
        double needed = corrected(planned, predicted, startSeconds(job.job()), taughtSeconds(job));
        return Request.minutes(needed, job.terms().maxSeconds());
    }

    /** What is planned for accelerators is their share of a node, which other runs do not change. */
    private long firstBytes(JobRecord job, long planned) {
        double predicted = predicted(job.forecast().bytesTable(), job.terms().level());
        double needed = job.job().resources().gpusPerNode() > 0
                ? Math.max(planned, predicted * taughtBytes(job) + JobPlanner.LAUNCHER_BYTES)
                : corrected(planned, predicted, JobPlanner.LAUNCHER_BYTES, taughtBytes(job));
        return Request.mebibytes(needed, job.terms().machine().memoryBytesPerNode());
    }

    /** What is planned may be cut to a limit, so the factor holds for what is predicted, if that is more. */
    private static double corrected(double planned, double predicted, double allowance, double factor) {
        return Math.max(planned - allowance, predicted) * factor + allowance;
    }

    /** Why {@link #first} is not what was planned. */
    String taught() {
        return experience.words().orElse("as predicted");
    }

    /**
     * The job with its next request, or with its verdict.
     *
     * @param attempt the attempt that has ended
     * @param end how
     * @param attempts how often a job may be submitted
     */
    JobRecord after(JobRecord job, Attempt attempt, Attempt.End end, int attempts) {
        JobEnd kind = end.kind();
        boolean again = kind == JobEnd.TIME_LIMIT || kind == JobEnd.OUT_OF_MEMORY || kind.isBadLuck();
        if (!again) {
            return job.ended(kind, end.message());
        }
        if (attempt.number() >= attempts) {
            return job.ended(kind, end.message() + "; given up after " + attempts + " attempts");
        }
        if (kind == JobEnd.TIME_LIMIT) {
            return afterTimeLimit(job, attempt, end);
        }
        if (kind == JobEnd.OUT_OF_MEMORY) {
            return afterOutOfMemory(job, attempt, end);
        }
        return job.asking(LayoutSearch.with(job.job(), attempt.resources()), job.forecast(), kind + ": the same again");
    }

    private JobRecord afterTimeLimit(JobRecord job, Attempt attempt, Attempt.End end) {
        JobTerms terms = job.terms();
        double took = Math.max(
                attempt.resources().seconds().orElse(0),
                attempt.elapsedSeconds().orElse(0));
        if (!(took > 0)) {
            return job.ended(end.kind(), end.message() + "; the limit is not known");
        }
        Distribution seconds = experience.seconds(job.forecast());
        double needed = Math.max(LEAST_STEP * took, seconds.quantileAbove(terms.level(), took));
        OptionalDouble limit = terms.maxSeconds();
        boolean atLimit = took >= AT_LIMIT * limit.orElse(Double.POSITIVE_INFINITY);
        if (!atLimit) {
            long request = Request.minutes(needed, limit);
            Resources resources = Request.withSeconds(attempt.resources(), request);
            return job.asking(
                    LayoutSearch.with(job.job(), resources),
                    job.forecast(),
                    "time limit: more than " + Quantities.seconds(took) + ", so " + Quantities.seconds(request));
        }
        double most = limit.getAsDouble();
        // What is predicted is too little by this factor, so it must stay below the limit by as much.
        double factor = needed / predicted(job.forecast().secondsTable(), terms.level());
        LayoutSearch.Answer answer = layouts.within(job, limits(job, factor, taughtBytes(job)));
        return answer.found()
                .map(found -> inLayout(job, attempt, found, factor, taughtBytes(job)))
                .orElseGet(() -> job.ended(
                        end.kind(),
                        end.message() + "; " + Quantities.seconds(most) + " is the longest time there is, and "
                                + answer.problem("no layout is predicted to be fast enough")));
    }

    /** How much less the models may predict than a job may need: predictions are too little by these factors. */
    private static Limits limits(JobRecord job, double secondsFactor, double bytesFactor) {
        JobTerms terms = job.terms();
        double seconds = terms.maxSeconds().orElse(Double.POSITIVE_INFINITY) - startSeconds(job.job());
        double bytes = terms.machine().memoryBytesPerNode() - JobPlanner.LAUNCHER_BYTES;
        return new Limits(
                Math.max(1, seconds) / Math.max(1, secondsFactor),
                Double.POSITIVE_INFINITY,
                Math.max(1, bytes) / Math.max(1, bytesFactor),
                terms.level());
    }

    /** As long as the planner allows for. */
    private static long startSeconds(Job job) {
        return job.queue().partition().isPresent() ? JobPlanner.START_SECONDS : 0;
    }

    /** How much more than predicted other runs make expect. */
    private double taughtSeconds(JobRecord job) {
        return experience.seconds(job.forecast()).quantile(job.terms().level())
                / predicted(job.forecast().secondsTable(), job.terms().level());
    }

    private double taughtBytes(JobRecord job) {
        return experience.bytes(job.forecast()).quantile(job.terms().level())
                / predicted(job.forecast().bytesTable(), job.terms().level());
    }

    /** Predictions for the new layout are taken to be too little by the factors that those for the old one were. */
    private static JobRecord inLayout(
            JobRecord job, Attempt attempt, LayoutSearch.Found found, double secondsFactor, double bytesFactor) {
        JobTerms terms = job.terms();
        double level = terms.level();
        double seconds = predicted(found.forecast().secondsTable(), level) * Math.max(1, secondsFactor)
                + startSeconds(found.job());
        Resources resources =
                Request.withSeconds(found.job().resources(), Request.minutes(seconds, terms.maxSeconds()));
        if (resources.memoryBytesPerNode().isPresent()) {
            // What was asked for besides what the ranks need stays, in proportion.
            double share = (attempt.resources().memoryBytesPerNode().orElse(1) - (double) JobPlanner.LAUNCHER_BYTES)
                    / predicted(job.forecast().bytesTable(), level);
            double bytes = predicted(found.forecast().bytesTable(), level) * Math.max(share, Math.max(1, bytesFactor))
                    + JobPlanner.LAUNCHER_BYTES;
            resources = Request.withMemory(
                    resources, Request.mebibytes(bytes, terms.machine().memoryBytesPerNode()));
        }
        return job.asking(
                LayoutSearch.with(found.job(), resources),
                found.forecast(),
                attempt.end().map(end -> end.kind() + " at the limit: ").orElse("")
                        + found.forecast().layout());
    }

    private JobRecord afterOutOfMemory(JobRecord job, Attempt attempt, Attempt.End end) {
        JobTerms terms = job.terms();
        long node = terms.machine().memoryBytesPerNode();
        Resources asked = attempt.resources();
        boolean all = asked.exclusive() && asked.memoryBytesPerNode().isEmpty();
        double peak =
                end.measured().map(m -> m.peakBytesPerRank().orElse(0)).orElse(0L) * (double) asked.tasksPerNode();
        double had = all ? node : asked.memoryBytesPerNode().orElse((long) peak);
        Distribution bytes = experience.bytes(job.forecast());
        double needed = Math.max(LEAST_STEP * had, bytes.quantileAbove(terms.level(), had));
        if (had < AT_LIMIT * node) {
            long request = Request.mebibytes(needed, node);
            return job.asking(
                    LayoutSearch.with(job.job(), Request.withMemory(attempt.resources(), request)),
                    job.forecast(),
                    "out of memory: "
                            + (had > 0 ? "more than " + Quantities.bytes(had) : "an unknown part")
                            + " of each node, so " + Quantities.bytes(request));
        }
        double factor = Math.max(1, needed / predicted(job.forecast().bytesTable(), terms.level()));
        LayoutSearch.Answer answer = layouts.within(job, limits(job, taughtSeconds(job), factor));
        return answer.found()
                .map(found -> inLayout(job, attempt, found, taughtSeconds(job), factor))
                .orElseGet(() -> job.ended(
                        end.kind(),
                        end.message() + "; a node has no more than " + Quantities.bytes(node) + ", and "
                                + answer.problem("no layout is predicted to need less")));
    }

    private static double predicted(JobForecast.Quantiles quantiles, double level) {
        return quantiles.distribution().quantile(level);
    }
}
