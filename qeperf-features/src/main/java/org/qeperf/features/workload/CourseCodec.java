package org.qeperf.features.workload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.RunLength.AfterStep;
import org.qeperf.api.feature.RunLength.Motion;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.Course;

/** Counts of how far a run goes and of what decides about layouts. Records from before these counts have none of them. */
final class CourseCodec {

    private static final List<String> COURSE = List.of(
            "relaxes_ions",
            "relaxes_cell",
            "dynamics",
            "n_step",
            "n_scf_max",
            "conv_thr_ry",
            "mixing_beta",
            "smearing",
            "hubbard");

    private static final List<String> SPREAD = List.of("n_sticks_wave", "n_planes_expected", "k_point_phases");

    private CourseCodec() {}

    static void write(List<Count> all, PwCounts counts) {
        counts.course().ifPresent(course -> {
            all.add(new Count.Flag("relaxes_ions", course.relaxesIons()));
            all.add(new Count.Flag("relaxes_cell", course.movesCell()));
            all.add(new Count.Flag("dynamics", course.dynamics()));
            CountsCodec.whole(all, "n_step", course.steps());
            CountsCodec.whole(all, "n_scf_max", course.iterations());
            all.add(new Count.Real("conv_thr_ry", course.thresholdRydberg()));
            all.add(new Count.Real("mixing_beta", course.mixingBeta()));
            all.add(new Count.Flag("smearing", course.smearing()));
            all.add(new Count.Flag("exact_exchange", counts.exchange().isPresent()));
            all.add(new Count.Flag("hubbard", course.hubbard()));
        });
        counts.spread().ifPresent(spread -> {
            CountsCodec.whole(all, "n_sticks_wave", spread.waveSticks());
            CountsCodec.whole(all, "n_planes_expected", spread.expectedPlanes());
            all.add(new Count.Flag("k_point_phases", spread.phases()));
        });
    }

    /** That of the input's default where none is told. */
    static double threshold(Counts c) {
        return StorageCodec.has(c, "conv_thr_ry") ? c.real("conv_thr_ry") : Course.DEFAULT_THRESHOLD;
    }

    /** Names of those that are not there. */
    static List<String> missing(Counts c) {
        return Stream.concat(COURSE.stream(), SPREAD.stream())
                .filter(name -> !StorageCodec.has(c, name))
                .toList();
    }

    static Optional<PwCounts.Course> course(Counts c) {
        if (!COURSE.stream().allMatch(name -> StorageCodec.has(c, name))) {
            return Optional.empty();
        }
        return Optional.of(new PwCounts.Course(
                c.flag("relaxes_ions"),
                c.flag("relaxes_cell"),
                c.flag("dynamics"),
                CountsCodec.whole(c, "n_step"),
                CountsCodec.whole(c, "n_scf_max"),
                c.real("conv_thr_ry"),
                c.real("mixing_beta"),
                c.flag("smearing"),
                c.flag("hubbard")));
    }

    /** In terms that do not name pw.x's calculations; of counts, which may be few. */
    static RunLength length(Counts c) {
        return course(c)
                .map(course -> length(
                        course,
                        StepEffort.of(
                                course,
                                StorageCodec.flag(c, "forces"),
                                StorageCodec.flag(c, "stress"),
                                StorageCodec.has(c, "n_k") ? CountsCodec.whole(c, "n_k") : 1),
                        !StorageCodec.has(c, "self_consistent") || c.flag("self_consistent"),
                        OptionalDouble.empty()))
                .orElse(RunLength.UNKNOWN);
    }

    /** The same of all counts. */
    static RunLength length(PwCounts counts, OptionalDouble maxSeconds) {
        PwCounts.Effort effort = counts.effort();
        return counts.course()
                .map(course -> length(
                        course,
                        StepEffort.of(
                                course,
                                effort.forces(),
                                effort.stress(),
                                counts.sampling().kPoints()),
                        effort.selfConsistent(),
                        maxSeconds))
                .orElse(RunLength.UNKNOWN);
    }

    private static RunLength length(
            PwCounts.Course course, AfterStep afterStep, boolean selfConsistent, OptionalDouble maxSeconds) {
        boolean moves = course.relaxesIons() || course.movesCell() || course.dynamics();
        return new RunLength(
                course.dynamics() ? Motion.DYNAMICS : moves ? Motion.RELAXATION : Motion.NONE,
                Math.max(1, course.steps()),
                Math.max(1, course.iterations()),
                ScfEffort.relative(course.thresholdRydberg()),
                afterStep,
                selfConsistent,
                maxSeconds);
    }

    static Optional<PwCounts.Spread> spread(Counts c) {
        if (!SPREAD.stream().allMatch(name -> StorageCodec.has(c, name))) {
            return Optional.empty();
        }
        return Optional.of(new PwCounts.Spread(
                c.whole("n_sticks_wave"), CountsCodec.whole(c, "n_planes_expected"), c.flag("k_point_phases")));
    }
}
