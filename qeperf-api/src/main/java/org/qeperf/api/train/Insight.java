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

    /** One number: what {@link #IMPORTANCE} has shares of, in the back-end's own unit. */
    public static final String GAIN = "gain";

    /**
     * One number for each input: by how much the mean absolute logarithm of measured over predicted grows on rows of unseen
     * systems where the input is shuffled among them.
     */
    public static final String PERMUTATION_IMPORTANCE = "permutation_importance";

    /** One number for each input: how much the result grows with it, in the form in which the model sees it. */
    public static final String COEFFICIENTS = "coefficients";

    /** One number: the result where all inputs are 0. */
    public static final String INTERCEPT = "intercept";

    /** One number: root mean square error on the training rows, each predicted by a fit without it. */
    public static final String LEAVE_ONE_OUT_RMSE = "leave_one_out_rmse";

    /** One number for each epoch: the loss on the rows learnt from. */
    public static final String TRAINING_LOSS = "training_loss";

    /** One number for each epoch: the loss on rows that are only watched. */
    public static final String VALIDATION_LOSS = "validation_loss";

    /** Copies the numbers. */
    public Insight {
        values = values.clone();
    }

    @Override
    public double[] values() {
        return values.clone();
    }
}
