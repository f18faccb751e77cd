package org.qeperf.examples.cp2k;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qeperf.api.InputException;

/**
 * The cell, which is periodic in all directions.
 *
 * @param edges lengths of its vectors, angstrom
 * @param volume cubic angstrom, positive
 */
record Cell(double[] edges, double volume) {

    private static final double LONGEST = 1e4;

    private static final double SHORTEST = 0.1;

    /** Volume over the product of the edges below which vectors lie in a plane. */
    private static final double FLATTEST = 1e-4;

    static Cell read(Section section) {
        section.withoutParameter();
        section.allow(Set.of(), Set.of("ABC", "ALPHA_BETA_GAMMA", "A", "B", "C", "PERIODIC"));
        section.values("PERIODIC").ifPresent(values -> values.choice(Set.of("XYZ")));
        Optional<Values> abc = section.values("ABC");
        if (abc.isPresent()) {
            return ofEdges(section, abc.get());
        }
        section.values("ALPHA_BETA_GAMMA").ifPresent(values -> {
            throw values.keyword().error("angles without ABC", "ABC with them");
        });
        double[][] vectors = {vector(section, "A"), vector(section, "B"), vector(section, "C")};
        double[] edges = new double[3];
        for (int i = 0; i < 3; i++) {
            edges[i] = Math.sqrt(
                    vectors[i][0] * vectors[i][0] + vectors[i][1] * vectors[i][1] + vectors[i][2] * vectors[i][2]);
        }
        return checked(section, edges, Math.abs(determinant(vectors)));
    }

    private static Cell ofEdges(Section section, Values abc) {
        for (String other : List.of("A", "B", "C")) {
            section.values(other).ifPresent(values -> {
                throw values.keyword().error("vector " + values.keyword().upper() + " beside ABC", "one of them");
            });
        }
        double[] edges = new double[3];
        for (int i = 0; i < 3; i++) {
            edges[i] = abc.in("ANGSTROM", 3).get(i).positive("the length of a vector", LONGEST);
        }
        double[] cosines = new double[3];
        Optional<Values> angles = section.values("ALPHA_BETA_GAMMA");
        if (angles.isPresent()) {
            for (int i = 0; i < 3; i++) {
                Word angle = angles.get().in("DEG", 3).get(i);
                cosines[i] = Math.cos(Math.toRadians(angle.positive("the angle", 179)));
            }
        }
        double square = 1
                - cosines[0] * cosines[0]
                - cosines[1] * cosines[1]
                - cosines[2] * cosines[2]
                + 2 * cosines[0] * cosines[1] * cosines[2];
        return checked(section, edges, edges[0] * edges[1] * edges[2] * Math.sqrt(Math.max(0, square)));
    }

    private static Cell checked(Section section, double[] edges, double volume) {
        for (double edge : edges) {
            if (edge < SHORTEST) {
                throw new InputException(
                        section.place(),
                        "&CELL",
                        "a vector of the cell is " + edge + " angstrom long",
                        "at least " + SHORTEST);
            }
        }
        if (!(volume > FLATTEST * edges[0] * edges[1] * edges[2])) {
            throw new InputException(
                    section.place(), "&CELL", "the vectors of the cell lie in a plane", "three that span a volume");
        }
        return new Cell(edges, volume);
    }

    private static double[] vector(Section section, String keyword) {
        Values values = section.values(keyword)
                .orElseThrow(() -> new InputException(
                        section.place(), "&CELL", "&CELL has neither ABC nor " + keyword, "ABC, or A, B and C"));
        double[] vector = new double[3];
        for (int i = 0; i < 3; i++) {
            Word word = values.in("ANGSTROM", 3).get(i);
            vector[i] = word.real("the component of a vector");
            if (Math.abs(vector[i]) > LONGEST) {
                throw word.error("the component of a vector is " + word.text(), "at most " + LONGEST);
            }
        }
        return vector;
    }

    private static double determinant(double[][] v) {
        return v[0][0] * (v[1][1] * v[2][2] - v[1][2] * v[2][1])
                - v[0][1] * (v[1][0] * v[2][2] - v[1][2] * v[2][0])
                + v[0][2] * (v[1][0] * v[2][1] - v[1][1] * v[2][0]);
    }
}
