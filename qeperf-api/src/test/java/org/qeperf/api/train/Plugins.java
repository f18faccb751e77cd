package org.qeperf.api.train;

import java.util.List;

/** Training back-ends that {@link RegressorCatalogueTest} puts on a class path of its own. */
public final class Plugins {

    private Plugins() {}

    /** Predicts 0. */
    public static final class Constant implements Regressor {
        /** As {@link java.util.ServiceLoader} wants it. */
        public Constant() {}

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public int scratchLength() {
            return 0;
        }

        @Override
        public double predict(double[] rows, int offset, double[] scratch) {
            return 0;
        }
    }

    /** Two algorithms under the name {@code steady}. */
    public static class Steady implements RegressorProvider {
        /** As {@link java.util.ServiceLoader} wants it. */
        public Steady() {}

        @Override
        public String name() {
            return "steady";
        }

        @Override
        public List<Algorithm> algorithms() {
            return List.of(
                    new Algorithm("constant", "predicts 0", List.of()), new Algorithm("mean", "the mean", List.of()));
        }

        @Override
        public TrainedRegressor train(TrainingSpec spec, TrainingSet data, Progress progress) {
            return new TrainedRegressor(new Constant(), List.of());
        }
    }

    /** Another provider named {@code steady}. */
    public static final class Twin extends Steady {
        /** As {@link java.util.ServiceLoader} wants it. */
        public Twin() {}
    }

    /** What the jars of the next two lack. */
    public static class Gone extends Steady {
        /** As {@link java.util.ServiceLoader} wants it. */
        public Gone() {}
    }

    /** A provider whose super class is not there. */
    public static final class Orphan extends Gone {
        /** As {@link java.util.ServiceLoader} wants it. */
        public Orphan() {}
    }

    /** Another one. */
    public static final class Sibling extends Gone {
        /** As {@link java.util.ServiceLoader} wants it. */
        public Sibling() {}
    }

    /** A provider with a name that plans cannot use. */
    public static final class Shouting extends Steady {
        /** As {@link java.util.ServiceLoader} wants it. */
        public Shouting() {}

        @Override
        public String name() {
            return "LOUD";
        }
    }

    /** A provider whose native library is missing. */
    public static final class Crippled extends Steady {
        /** Fails. */
        public Crippled() {
            throw new UnsatisfiedLinkError("no libcrippled in java.library.path");
        }
    }
}
