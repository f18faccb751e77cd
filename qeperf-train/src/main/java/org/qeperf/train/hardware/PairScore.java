package org.qeperf.train.hardware;

/**
 * Two machines over the problems that both did with the same release of pw.x.
 *
 * @param first a machine
 * @param second another one
 * @param problems how many they share, at least 1
 * @param firstScore geometric mean of the inverse best times of the first, 1/s
 * @param secondScore the same of the second
 * @param perUnitRatio geometric mean of the first's best performance of a core or accelerator over that of the second
 * @param perNodeRatio the same of a node
 */
public record PairScore(
        String first,
        String second,
        int problems,
        double firstScore,
        double secondScore,
        double perUnitRatio,
        double perNodeRatio) {

    /**
     * How much faster the first was at its best.
     *
     * @return score over score
     */
    public double ratio() {
        return firstScore / secondScore;
    }
}
