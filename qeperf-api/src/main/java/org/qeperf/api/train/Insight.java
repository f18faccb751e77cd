package org.qeperf.api.train;

/**
 * Something a back-end can tell about a trained model: a list of numbers with a name.
 *
 * @param name such as {@code importance} (one number for each input) or {@code validation_loss} (one for each epoch)
 * @param values the numbers; copied in and out
 */
public record Insight(String name, double[] values) {

    /** One number for each input, not negative, summing to 1: how much the model relies on it. */
    public static final String IMPORTANCE = "importance";

    /** Copies the numbers. */
    public Insight {
        values = values.clone();
    }

    @Override
    public double[] values() {
        return values.clone();
    }
}
