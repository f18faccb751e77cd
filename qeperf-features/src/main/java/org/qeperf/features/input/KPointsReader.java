package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.features.input.Cards.Card;

/** Reads the K_POINTS card in its variants ({@code Modules/read_cards.f90} of Quantum ESPRESSO). */
final class KPointsReader {

    private static final String OPTIONS =
            "one of tpiba, crystal, automatic, gamma, tpiba_b, crystal_b, tpiba_c, crystal_c";

    private KPointsReader() {}

    static KPoints read(Card card, ParseLimits limits) {
        String option = card.option();
        if (option.contains("AUTOMATIC")) {
            return mesh(card, limits);
        }
        if (option.contains("GAMMA")) {
            return new KPoints.Gamma(card.name().location());
        }
        boolean crystal = option.contains("CRYSTAL");
        if (!crystal && !option.contains("TPIBA") && !option.isEmpty()) {
            throw card.optionToken()
                    .error(
                            "unknown option "
                                    + InputException.quote(card.optionToken().text()) + " of K_POINTS",
                            OPTIONS);
        }
        List<KPoints.Point> given = points(card, limits);
        List<KPoints.Point> points = given;
        if (option.contains("_B")) {
            points = path(given, card, limits);
        } else if (option.contains("_C")) {
            points = plane(given, card, limits);
        }
        return new KPoints.Listed(points, crystal, card.name().location());
    }

    static KPoints.Listed readList(Card card, ParseLimits limits) {
        boolean crystal = card.option().contains("CRYSTAL");
        if (!crystal && !card.option().contains("TPIBA") && !card.option().isEmpty()) {
            throw card.optionToken()
                    .error(
                            "unknown option "
                                    + InputException.quote(card.optionToken().text()) + " of "
                                    + card.name().text(),
                            "one of tpiba, crystal");
        }
        return new KPoints.Listed(points(card, limits), crystal, card.name().location());
    }

    private static KPoints mesh(Card card, ParseLimits limits) {
        String expected = "six whole numbers: n1 n2 n3 s1 s2 s3";
        List<Token> words = card.line(0, 6, expected);
        int[] n = new int[6];
        for (int i = 0; i < 6; i++) {
            n[i] = words.get(i).whole("the k-point mesh");
            boolean valid = i < 3 ? n[i] >= 1 : n[i] == 0 || n[i] == 1;
            if (!valid) {
                throw words.get(i)
                        .error(n[i] + " in the k-point mesh", i < 3 ? "at least 1 division" : "a shift of 0 or 1");
            }
        }
        // The full mesh may exceed the limit on points that remain after the reduction by at most 48 operations x time
        // reversal.
        if ((double) n[0] * n[1] * n[2] > 96.0 * limits.maxKPoints()) {
            throw words.get(0)
                    .error(
                            "a mesh of " + n[0] + "x" + n[1] + "x" + n[2] + " points",
                            "no more than " + limits.maxKPoints() + " irreducible points");
        }
        return new KPoints.Mesh(n[0], n[1], n[2], n[3], n[4], n[5], card.name().location());
    }

    private static List<KPoints.Point> points(Card card, ParseLimits limits) {
        Token first = card.line(0, 1, "the number of k-points").get(0);
        int n = first.whole("the number of k-points");
        if (n < 1 || n > limits.maxKPoints()) {
            throw first.error(n + " k-points", "between 1 and " + limits.maxKPoints());
        }
        String expected = n + (n == 1 ? " line" : " lines") + " of four numbers: x y z weight";
        List<KPoints.Point> points = new ArrayList<>(Math.min(n, 1024));
        for (int i = 0; i < n; i++) {
            List<Token> words = card.line(i + 1, 2, expected);
            if (!words.get(0).isReal()) {
                throw words.get(0)
                        .error(
                                "k-point label "
                                        + InputException.quote(words.get(0).text()),
                                "coordinates (labels are not read yet)");
            }
            if (words.size() < 4) {
                throw words.get(0).error("k-point line has " + words.size() + " words", expected);
            }
            points.add(new KPoints.Point(
                    words.get(0).real("a k-point"),
                    words.get(1).real("a k-point"),
                    words.get(2).real("a k-point"),
                    words.get(3).real("the weight of a k-point")));
        }
        return points;
    }

    /** A path: each weight is the number of points from one vertex to the next, at least one. */
    private static List<KPoints.Point> path(List<KPoints.Point> vertices, Card card, ParseLimits limits) {
        List<KPoints.Point> path = new ArrayList<>();
        for (int i = 0; i + 1 < vertices.size(); i++) {
            KPoints.Point a = vertices.get(i);
            KPoints.Point b = vertices.get(i + 1);
            long n = Math.max(1, Math.round(a.weight()));
            requireFew(n, card, limits);
            requireFew(path.size() + n, card, limits);
            for (long s = 0; s < n; s++) {
                path.add(between(a, b, (double) s / n));
            }
        }
        KPoints.Point last = vertices.get(vertices.size() - 1);
        path.add(new KPoints.Point(last.x(), last.y(), last.z(), 1));
        return path;
    }

    /** A parallelogram: the second weight times the third weight points, spanned from the first vertex. */
    private static List<KPoints.Point> plane(List<KPoints.Point> vertices, Card card, ParseLimits limits) {
        if (vertices.size() != 3) {
            throw card.name().error(vertices.size() + " vertices of a plane of k-points", "exactly 3");
        }
        KPoints.Point o = vertices.get(0);
        long n1 = Math.round(vertices.get(1).weight());
        long n2 = Math.round(vertices.get(2).weight());
        if (n1 < 2 || n2 < 2) {
            throw card.name().error("a plane of " + n1 + "x" + n2 + " k-points", "weights of at least 2");
        }
        requireFew(Math.multiplyExact(Math.min(n1, 1 << 20), Math.min(n2, 1 << 20)), card, limits);
        List<KPoints.Point> plane = new ArrayList<>();
        for (long i = 0; i < n1; i++) {
            for (long j = 0; j < n2; j++) {
                KPoints.Point p = between(o, vertices.get(1), (double) i / (n1 - 1));
                KPoints.Point q = between(o, vertices.get(2), (double) j / (n2 - 1));
                plane.add(new KPoints.Point(p.x() + q.x() - o.x(), p.y() + q.y() - o.y(), p.z() + q.z() - o.z(), 1));
            }
        }
        return plane;
    }

    private static KPoints.Point between(KPoints.Point a, KPoints.Point b, double t) {
        return new KPoints.Point(
                a.x() + t * (b.x() - a.x()), a.y() + t * (b.y() - a.y()), a.z() + t * (b.z() - a.z()), 1);
    }

    private static void requireFew(long points, Card card, ParseLimits limits) {
        if (points > limits.maxKPoints()) {
            throw card.name().error(points + " k-points", "no more than " + limits.maxKPoints());
        }
    }
}
