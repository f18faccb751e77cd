package org.qeperf.features.harvest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * Iterations and steps: {@code PW/src/electrons.f90}, {@code PW/src/c_bands.f90}, {@code Modules/bfgs_module.f90},
 * {@code PW/src/dynamics_module.f90}, {@code PW/src/vcsmd.f90}.
 */
final class ProgressScan {

    private static final int MOST_ITERATIONS = 1_000_000;

    static final Map<String, BiConsumer<ProgressScan, OutputLine>> RULES = Map.ofEntries(
            Map.entry("iteration #", ProgressScan::iteration),
            Map.entry("convergence has been achieved in", ProgressScan::loopEnd),
            Map.entry("ethr =", ProgressScan::davidson),
            Map.entry("Band Structure Calculation", (scan, line) -> scan.bands = true),
            Map.entry("------ SPIN", (scan, line) -> scan.spinChannels = true),
            Map.entry("BFGS Geometry Optimization", (scan, line) -> scan.kind = Kind.RELAXATION),
            Map.entry("bfgs converged in", (scan, line) -> scan.steps(line, "in")),
            Map.entry("number of scf cycles", (scan, line) -> scan.steps(line, "=")),
            Map.entry("Damped Dynamics Calculation", (scan, line) -> scan.kind = Kind.RELAXATION),
            Map.entry("Molecular Dynamics Calculation", (scan, line) -> scan.kind = Kind.DYNAMICS),
            Map.entry("Over-damped Langevin Dynamics", (scan, line) -> scan.kind = Kind.LANGEVIN),
            Map.entry("Entering FIRE", ProgressScan::enter),
            Map.entry("Entering Dynamics", ProgressScan::enter),
            Map.entry("Parrinello-Rahman ", ProgressScan::cellDynamics),
            Map.entry("Wentzcovitch ", ProgressScan::cellDynamics),
            Map.entry("Beeman ", ProgressScan::cellDynamics));

    private enum Kind {
        FIXED,
        RELAXATION,
        DYNAMICS,
        LANGEVIN,
        CELL_DYNAMICS
    }

    private final String name;
    private final List<Integer> perStep = new ArrayList<>();
    private final List<Double> davidson = new ArrayList<>();
    private int iterations;
    private int inStep;
    private long lastNumber;
    private int ionicSteps;
    private boolean bands;
    private boolean spinChannels;
    private Kind kind = Kind.FIXED;

    ProgressScan(String name) {
        this.name = name;
    }

    /** {@code iteration #  1}; each loop counts from 1, and a number of four digits is printed as asterisks. */
    private void iteration(OutputLine line) {
        if (iterations == MOST_ITERATIONS) {
            throw LineReader.tooMuch(name, "iterations", MOST_ITERATIONS);
        }
        long number = line.whole(11);
        if (number > 0 && number <= lastNumber) {
            perStep.add(inStep);
            inStep = 0;
        }
        lastNumber = number > 0 ? number : Long.MAX_VALUE;
        iterations++;
        inStep++;
    }

    /** The loop's own count, which holds where lines of its iterations are missing; the next one counts from 1. */
    private void loopEnd(OutputLine line) {
        long printed = line.wholeAfter("achieved in");
        if (printed > inStep && printed - inStep <= MOST_ITERATIONS - iterations) {
            iterations += (int) (printed - inStep);
            inStep = (int) printed;
        }
        if (inStep > 0) {
            perStep.add(inStep);
        }
        inStep = 0;
        lastNumber = 0;
    }

    private void davidson(OutputLine line) {
        double average = line.realAfter("avg # of iterations =");
        if (!Double.isNaN(average)) {
            if (davidson.size() == MOST_ITERATIONS) {
                throw LineReader.tooMuch(name, "diagonalisations", MOST_ITERATIONS);
            }
            davidson.add(average);
        }
    }

    private void steps(OutputLine line, String before) {
        long steps = line.wholeAfter(before);
        if (steps > 0 && steps <= Integer.MAX_VALUE) {
            ionicSteps = Math.max(ionicSteps, (int) steps);
        }
    }

    private void enter(OutputLine line) {
        ionicSteps++;
        if (kind == Kind.FIXED) {
            kind = line.contains("FIRE") ? Kind.RELAXATION : line.contains(";") ? Kind.CELL_DYNAMICS : Kind.FIXED;
        }
    }

    private void cellDynamics(OutputLine line) {
        if (line.contains("ynamics")) {
            kind = line.contains("Damped") ? Kind.RELAXATION : Kind.CELL_DYNAMICS;
        }
    }

    boolean isSpinPolarized() {
        return spinChannels;
    }

    /** Whether an end after a given number of steps is what was asked for. */
    boolean isDynamics() {
        return kind == Kind.DYNAMICS || kind == Kind.LANGEVIN || kind == Kind.CELL_DYNAMICS;
    }

    RunIterations iterations() {
        List<Integer> all = new ArrayList<>(perStep);
        if (inStep > 0) {
            all.add(inStep);
        }
        return new RunIterations(OptionalInt.of(iterations), all, davidson, OptionalInt.of(ionicSteps));
    }

    /** The kind of calculation, where the output proves it; {@code nscf} and {@code bands} print the same. */
    Optional<String> calculation(boolean done, boolean variableCell) {
        return switch (kind) {
            case RELAXATION -> Optional.of(variableCell ? "vc-relax" : "relax");
            case DYNAMICS, LANGEVIN -> Optional.of("md");
            case CELL_DYNAMICS -> Optional.of("vc-md");
            case FIXED -> done && iterations > 0 && !bands ? Optional.of("scf") : Optional.empty();
        };
    }
}
