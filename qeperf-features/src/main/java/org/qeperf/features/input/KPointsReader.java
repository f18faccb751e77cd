package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.Cards.Card;

/** Reads the K_POINTS card in its variants, and ADDITIONAL_K_POINTS ({@code Modules/read_cards.f90} of Quantum ESPRESSO). */
final class KPointsReader {

    private static final String OPTIONS =
            "one of tpiba, crystal, automatic, gamma, tpiba_b, crystal_b, tpiba_c, crystal_c";

    /** The letters of a vertex are looked for in so many characters. */
    private static final int LINE_LENGTH = 256;

    private final SourceText source;
    private final Cards cards;
    private final QeVersion version;
    private final ParseLimits limits;
    private final String labelType;

    KPointsReader(SourceText source, Cards cards, QeVersion version, ParseLimits limits, String labelType) {
        this.source = source;
        this.cards = cards;
        this.version = version;
        this.limits = limits;
        this.labelType = labelType;
    }

    /** The K_POINTS card, where there is one. */
    Optional<KPoints> read() {
        Optional<Card> given = cards.find("K_POINTS");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        KPoints kPoints = read(given.get());
        boolean overwritten = version.major() == 6 && version.minor() == 7;
        if (overwritten && cards.find("ADDITIONAL_K_POINTS").isPresent() && kPoints instanceof KPoints.Listed listed) {
            // 6.7 keeps the unit of the card that it reads last for both.
            boolean crystal = line(cards.find("ADDITIONAL_K_POINTS")
                            .get()
                            .name()
                            .location())
                    .contains("CRYSTAL");
            return Optional.of(new KPoints.Listed(listed.points(), crystal, listed.location()));
        }
        return Optional.of(kPoints);
    }

    /** The ADDITIONAL_K_POINTS card, where there is one and the release knows it (6.7). */
    Optional<KPoints> readAdditional() {
        Optional<Card> given = cards.find("ADDITIONAL_K_POINTS");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Token name = given.get().name();
        Optional<Card> first = cards.find("K_POINTS");
        if (first.isEmpty()
                || first.get().name().location().line() > name.location().line()) {
            throw name.error("ADDITIONAL_K_POINTS without K_POINTS before it", "K_POINTS first");
        }
        String text = line(name.location());
        if (text.contains("AUTOMATIC")) {
            throw name.error("ADDITIONAL_K_POINTS of an automatic mesh", "a list or a path");
        }
        KPoints additional = read(given.get());
        if (additional instanceof KPoints.Gamma || read(first.get()) instanceof KPoints.Gamma) {
            throw name.error(
                    "ADDITIONAL_K_POINTS and K_POINTS gamma, where pw.x takes real wavefunctions for all points",
                    "tpiba or crystal on both cards");
        }
        return Optional.of(additional);
    }

    /** The line of a card as pw.x compares it: in capitals, comments too. */
    private String line(SourceLocation location) {
        String text = source.line(location.line() - 1);
        return text.substring(0, Math.min(text.length(), LINE_LENGTH)).toUpperCase(Locale.ROOT);
    }

    private KPoints read(Card card) {
        String text = line(card.name().location());
        if (text.contains("AUTOMATIC")) {
            return mesh(card);
        }
        boolean crystal = text.contains("CRYSTAL");
        boolean plain = !crystal && !text.contains("TPIBA");
        if (plain && text.contains("GAMMA")) {
            return new KPoints.Gamma(card.name().location());
        }
        if (plain && !card.option().isEmpty()) {
            throw card.optionToken()
                    .error(
                            "unknown option "
                                    + InputException.quote(card.optionToken().text()) + " of "
                                    + card.name().text(),
                            OPTIONS);
        }
        int n = count(card);
        requireNoComments(card, Math.min(n, card.lines().size() - 1));
        if (!plain && text.contains("_B")) {
            return path(card, n, crystal);
        }
        List<KPoints.Point> points = points(card, n);
        if (!plain && text.contains("_C")) {
            points = plane(points, card);
        }
        return new KPoints.Listed(points, crystal, card.name().location());
    }

    private KPoints mesh(Card card) {
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

    /** Only {@code #} in the first column makes a comment among k-points. */
    private void requireNoComments(Card card, int lastLine) {
        int last = card.lines().get(lastLine).get(0).location().line();
        for (int line = card.name().location().line() + 1; line <= last; line++) {
            String text = source.line(line - 1);
            String stripped = text.strip();
            if (stripped.startsWith("#") && text.charAt(0) != '#') {
                int column = text.length() - text.stripLeading().length();
                throw new InputException(
                        source.at(line - 1, column),
                        stripped,
                        "a comment within " + card.name().text() + " that pw.x takes for numbers",
                        "# in the first column");
            }
        }
    }

    private int count(Card card) {
        Token first = card.line(0, 1, "the number of k-points").get(0);
        int n = first.whole("the number of k-points");
        if (n < 1 || n > limits.maxKPoints()) {
            throw first.error(n + " k-points", "between 1 and " + limits.maxKPoints());
        }
        return n;
    }

    private static List<KPoints.Point> points(Card card, int n) {
        String expected = Token.count(n, "line") + " of four numbers: x y z weight";
        List<KPoints.Point> points = new ArrayList<>(Math.min(n, 1024));
        for (int i = 0; i < n; i++) {
            points.add(point(card.line(i + 1, 2, expected), expected));
        }
        return points;
    }

    private static KPoints.Point point(List<Token> words, String expected) {
        Token first = words.get(0);
        if (!first.isReal() && !first.text().isEmpty() && isLetter(first.text().charAt(0))) {
            throw first.error(
                    "k-point label " + InputException.quote(first.text()),
                    "coordinates (letters stand for k-points only beside tpiba_b and crystal_b)");
        }
        if (words.size() < 4) {
            throw first.error("k-point line has " + Token.count(words.size(), "word"), expected);
        }
        return new KPoints.Point(
                first.real("a k-point"),
                words.get(1).real("a k-point"),
                words.get(2).real("a k-point"),
                words.get(3).real("the weight of a k-point"));
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'z';
    }

    /** A path: each weight is the number of points from one vertex to the next, at least one. */
    private KPoints path(Card card, int n, boolean crystal) {
        String expected =
                Token.count(n, "line") + " of four numbers, x y z points, or of letters and the number of points";
        List<KPoints.Vertex> vertices = new ArrayList<>(Math.min(n, 1024));
        boolean letters = false;
        long total = 1;
        for (int i = 0; i < n; i++) {
            List<Token> words = card.line(i + 1, 1, expected);
            KPoints.Vertex vertex = vertex(words, expected);
            letters |= !vertex.letters().isEmpty();
            vertices.add(vertex);
            if (i < n - 1) {
                double weight = vertex.place().weight();
                if (weight < 0) {
                    throw words.get(0)
                            .error(
                                    String.format(Locale.ROOT, "%.0f k-points from a vertex of a path", weight),
                                    "0 or more");
                }
                long points = Math.max(1, Math.round(weight));
                requireFew(points, card);
                total += points;
                requireFew(total, card);
            }
        }
        if (letters) {
            return new KPoints.Path(vertices, crystal, labelType, card.name().location());
        }
        List<KPoints.Point> places =
                vertices.stream().map(KPoints.Vertex::place).toList();
        return new KPoints.Listed(
                KPoints.alongLines(places), crystal, card.name().location());
    }

    /** The first digit, sign, dot or letter of the line decides. */
    private KPoints.Vertex vertex(List<Token> words, String expected) {
        SourceLocation location = words.get(0).location();
        String line = source.line(location.line() - 1);
        for (int i = 0; i < Math.min(line.length(), LINE_LENGTH); i++) {
            char c = line.charAt(i);
            if (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.') {
                break;
            }
            if (isLetter(c)) {
                return lettered(line, i, location);
            }
        }
        if (words.size() < 4) {
            throw words.get(0).error("k-point line has " + Token.count(words.size(), "word"), expected);
        }
        KPoints.Point p = point(words, expected);
        double points = p.weight() >= 0 ? Math.floor(p.weight() + 0.5) : Math.ceil(p.weight() - 0.5);
        return new KPoints.Vertex("", new KPoints.Point(p.x(), p.y(), p.z(), points), location);
    }

    /** Three characters are letters, or two where one of the next two is blank; what follows is the number of points. */
    private KPoints.Vertex lettered(String line, int from, SourceLocation location) {
        String padded = line.substring(from) + "   ";
        boolean two = padded.charAt(1) == ' ' || padded.charAt(2) == ' ';
        String letters = two ? padded.substring(0, 2) + " " : padded.substring(0, 3);
        int start = from + (two ? 2 : 3);
        while (start < line.length() && (line.charAt(start) == ' ' || line.charAt(start) == '\t')) {
            start++;
        }
        int end = start;
        while (end < line.length() && " \t,/;".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        SourceLocation place = source.at(location.line() - 1, Math.min(from, line.length()));
        if (start >= end) {
            throw new InputException(
                    place,
                    letters.strip(),
                    "no number of k-points behind the letters " + InputException.quote(letters.strip()),
                    "letters, a blank and a whole number");
        }
        Token number = new Token(line.substring(start, end), false, source.at(location.line() - 1, start));
        int points = number.whole("the number of k-points behind " + InputException.quote(letters.strip()));
        return new KPoints.Vertex(letters, new KPoints.Point(0, 0, 0, points), place);
    }

    /** A parallelogram: the second weight times the third weight points, spanned from the first vertex. */
    private List<KPoints.Point> plane(List<KPoints.Point> vertices, Card card) {
        if (vertices.size() != 3) {
            throw card.name().error(vertices.size() + " vertices of a plane of k-points", "exactly 3");
        }
        KPoints.Point o = vertices.get(0);
        KPoints.Point a = vertices.get(1);
        KPoints.Point b = vertices.get(2);
        long n1 = Math.round(a.weight());
        long n2 = Math.round(b.weight());
        if (n1 < 2 || n2 < 2) {
            throw card.name().error("a plane of " + n1 + "x" + n2 + " k-points", "weights of at least 2");
        }
        requireFew(Math.multiplyExact(Math.min(n1, 1 << 20), Math.min(n2, 1 << 20)), card);
        List<KPoints.Point> plane = new ArrayList<>();
        for (long i = 0; i < n1; i++) {
            for (long j = 0; j < n2; j++) {
                double s = (double) i / (n1 - 1);
                double t = (double) j / (n2 - 1);
                plane.add(new KPoints.Point(
                        o.x() + s * (a.x() - o.x()) + t * (b.x() - o.x()),
                        o.y() + s * (a.y() - o.y()) + t * (b.y() - o.y()),
                        o.z() + s * (a.z() - o.z()) + t * (b.z() - o.z()),
                        1));
            }
        }
        return plane;
    }

    private void requireFew(long points, Card card) {
        if (points > limits.maxKPoints()) {
            throw card.name().error(points + " k-points", "no more than " + limits.maxKPoints());
        }
    }
}
