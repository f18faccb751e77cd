package org.qeperf.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.StringJoiner;
import org.qeperf.api.train.TrainingSet;

/**
 * Made-up runs of a plane-wave program: 15 numbers of a job and the logarithm of its time, which grows with powers and sums
 * of them and scatters by 10 %. Columns and target are shifted and scaled to mean 0 and deviation 1 over the training
 * rows.
 *
 * @param training the first rows
 * @param unseen the rest
 */
record RuntimeLikeRows(TrainingSet training, TrainingSet unseen) {

    static final int COLUMNS = 15;

    /**
     * Draws runs.
     *
     * @param trainingRows how many to learn from
     * @param unseenRows how many to judge by
     * @param seed where they come from
     */
    static RuntimeLikeRows draw(int trainingRows, int unseenRows, long seed) {
        Random random = new Random(seed);
        int rows = trainingRows + unseenRows;
        double[] x = new double[rows * COLUMNS];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++) {
            y[row] = run(random, x, row * COLUMNS);
        }
        for (int c = 0; c < COLUMNS; c++) {
            standardize(x, c, COLUMNS, trainingRows);
        }
        standardize(y, 0, 1, trainingRows);
        int border = trainingRows * COLUMNS;
        return new RuntimeLikeRows(
                new TrainingSet(COLUMNS, Arrays.copyOf(x, border), Arrays.copyOf(y, trainingRows)),
                new TrainingSet(
                        COLUMNS, Arrays.copyOfRange(x, border, x.length), Arrays.copyOfRange(y, trainingRows, rows)));
    }

    /** Fills in one run and gives the logarithm of its seconds. */
    private static double run(Random random, double[] x, int at) {
        double atoms = Math.rint(between(random, 1, 120));
        double electrons = Math.rint(atoms * between(random, 2, 14));
        double spins = random.nextInt(3) == 0 ? 2 : 1;
        double bands = Math.rint(electrons * (random.nextBoolean() ? 0.5 : 0.6)) + 4;
        double cutoff = Math.rint(between(random, 20, 120));
        double volume = atoms * between(random, 60, 250);
        double waves = Math.rint(volume * Math.pow(cutoff, 1.5) / (6 * Math.PI * Math.PI));
        double grid = Math.rint(8 * waves * between(random, 1.0, 2.5));
        double kPoints = Math.rint(between(random, 1, 200) / Math.cbrt(atoms)) + 1;
        double projectors = Math.rint(atoms * between(random, 4, 18));
        double symmetries = 1 << random.nextInt(6);
        double ranks = 1 << random.nextInt(7);
        double pools = Math.min(kPoints, 1 << random.nextInt(4));
        double iterations = 8 + random.nextInt(20);
        double nothing = random.nextGaussian();
        double transforms = bands * grid * Math.log(grid);
        double algebra = bands * bands * waves + bands * waves * projectors + Math.pow(bands, 3);
        double share = Math.pow(ranks, 0.85) * (1 - 0.3 / pools);
        double seconds =
                0.05 + iterations * kPoints * spins * (2e-9 * transforms + 4e-10 * algebra) / share + 0.01 * ranks;
        double[] counts = {
            atoms,
            electrons,
            spins,
            bands,
            cutoff,
            volume,
            waves,
            grid,
            kPoints,
            projectors,
            symmetries,
            ranks,
            pools,
            iterations
        };
        for (int i = 0; i < counts.length; i++) {
            x[at + i] = Math.log(counts[i]);
        }
        x[at + counts.length] = nothing;
        return Math.log(seconds) + 0.1 * random.nextGaussian();
    }

    /** A number whose logarithm is as likely everywhere between two limits. */
    private static double between(Random random, double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    private static void standardize(double[] numbers, int first, int step, int rows) {
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            sum += numbers[first + row * step];
        }
        double mean = sum / rows;
        for (int row = 0; row < rows; row++) {
            squares += Math.pow(numbers[first + row * step] - mean, 2);
        }
        double deviation = Math.sqrt(squares / rows);
        for (int i = first; i < numbers.length; i += step) {
            numbers[i] = (numbers[i] - mean) / deviation;
        }
    }

    /** Writes {@code training.csv} and {@code unseen.csv}, the target last, each number with all its digits. */
    void write(Path folder) throws IOException {
        write(folder.resolve("training.csv"), training);
        write(folder.resolve("unseen.csv"), unseen);
    }

    private static void write(Path file, TrainingSet rows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            StringJoiner line = new StringJoiner(",", "", "\n");
            for (int c = 0; c < COLUMNS; c++) {
                line.add(Double.toString(rows.rows()[row * COLUMNS + c]));
            }
            text.append(line.add(Double.toString(rows.targets()[row])));
        }
        Files.writeString(file, text);
    }
}
