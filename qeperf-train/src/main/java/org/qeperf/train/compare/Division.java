package org.qeperf.train.compare;

import java.util.List;
import org.qeperf.api.TrainingException;
import org.qeperf.train.data.Dataset;

/** Which rows are measured on. */
public enum Division {
    /** One row in five, at random: rows of one system stand on both sides. */
    RANDOM("random rows, 80/20") {
        @Override
        List<Split> of(Dataset data, long seed) {
            return List.of(Split.random(data, FIFTH, seed));
        }
    },

    /** Whole systems that make up a fifth of the rows. */
    SYSTEMS("whole systems, 80/20") {
        @Override
        List<Split> of(Dataset data, long seed) {
            return List.of(Split.bySystem(data, FIFTH, seed));
        }
    },

    /** Every row, each by a model that has not seen its system. */
    FOLDS("10 folds of whole systems") {
        @Override
        List<Split> of(Dataset data, long seed) {
            return Split.folds(data, LEAST_SYSTEMS, seed);
        }
    };

    /** Fewest systems that all divisions can divide: as many as there are folds. */
    static final int LEAST_SYSTEMS = 10;

    private static final int FIFTH = 5;

    private final String label;

    Division(String label) {
        this.label = label;
    }

    /**
     * What people read.
     *
     * @return a few words
     */
    public String label() {
        return label;
    }

    /**
     * Divides.
     *
     * @param data the rows
     * @param seed where all chance comes from
     * @return the splits, one after the other
     * @throws TrainingException if there are too few systems
     */
    abstract List<Split> of(Dataset data, long seed);
}
