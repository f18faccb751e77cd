package org.qeperf.app.question;

/** Probabilities that users ask for. */
public final class Levels {

    private Levels() {}

    /**
     * Refuses what is no probability of an answer.
     *
     * @param name what it was given as, for the message
     * @param level the number
     * @return the number
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public static double require(String name, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(name + " is " + level + "; expected between 0 and 1, such as 0.9");
        }
        return level;
    }
}
