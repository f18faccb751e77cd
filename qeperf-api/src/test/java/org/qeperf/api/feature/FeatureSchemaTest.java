package org.qeperf.api.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.FeatureSpec.Scale;

class FeatureSchemaTest {

    private static final FeatureSpec ATOMS = new FeatureSpec("n_at", "1", "number of atoms", "input", Scale.LOG);
    private static final FeatureSpec VOLUME = new FeatureSpec("volume", "bohr^3", "volume", "input", Scale.LOG);
    private static final FeatureSchema SCHEMA = new FeatureSchema("test-1", List.of(ATOMS, VOLUME));

    @Test
    void theFingerprintIsTheDigestOfNameUnitAndScaleInOrder() {
        // printf 'test-1\nn_at\t1\tLOG\nvolume\tbohr^3\tLOG\n' | sha256sum
        assertEquals("12f90925c87a7bfa79c8475df5c7d27f29f993547b879086fc2fd298e5eff3f3", SCHEMA.fingerprint());
    }

    @Test
    void theFingerprintDependsOnNameOrderUnitAndScale() {
        List<FeatureSchema> others = List.of(
                new FeatureSchema("test-2", List.of(ATOMS, VOLUME)),
                new FeatureSchema("test-1", List.of(VOLUME, ATOMS)),
                new FeatureSchema("test-1", List.of(ATOMS)),
                new FeatureSchema("test-1", List.of(ATOMS, new FeatureSpec("volume", "m^3", "", "", Scale.LOG))),
                new FeatureSchema("test-1", List.of(ATOMS, new FeatureSpec("volume", "bohr^3", "", "", Scale.LINEAR))));
        for (FeatureSchema other : others) {
            assertNotEquals(SCHEMA.fingerprint(), other.fingerprint(), other.toString());
        }
    }

    @Test
    void theFingerprintDoesNotDependOnTheWording() {
        FeatureSpec reworded = new FeatureSpec("n_at", "1", "atoms in the cell", "manual", Scale.LOG);
        assertEquals(SCHEMA.fingerprint(), new FeatureSchema("test-1", List.of(reworded, VOLUME)).fingerprint());
    }

    @Test
    void aRowHasAtLeastOneColumn() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new FeatureSchema("test-1", List.of()));
        assertEquals("schema test-1 has no features; expected at least one", e.getMessage());
    }

    @Test
    void aNameStandsOnlyOnce() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> new FeatureSchema("test-1", List.of(ATOMS, VOLUME, ATOMS)));
        assertEquals("schema test-1 has 'n_at' twice", e.getMessage());
    }

    @Test
    void anUnknownFeatureIsAnsweredWithTheKnownOnes() {
        assertEquals(1, SCHEMA.indexOf("volume"));
        Exception e = assertThrows(IllegalArgumentException.class, () -> SCHEMA.indexOf("n_el"));
        assertEquals("schema test-1 has no feature 'n_el'; it has n_at, volume", e.getMessage());
    }

    @Test
    void theListGivenMayChangeLater() {
        List<FeatureSpec> specs = new ArrayList<>(List.of(ATOMS, VOLUME));
        FeatureSchema schema = new FeatureSchema("test-1", specs);
        specs.clear();
        assertEquals(2, schema.size());
    }

    @Test
    void aRowIsReadByIndexAndByName() {
        FeatureVector row = new FeatureVector(SCHEMA, new double[] {2, 265.302});
        assertEquals(2, row.get(0));
        assertEquals(265.302, row.get("volume"));
        assertEquals(SCHEMA, row.schema());
    }

    @Test
    void aRowSharesNoArray() {
        double[] given = {2, 265.302};
        FeatureVector row = new FeatureVector(SCHEMA, given);
        given[0] = 3;
        row.toArray()[1] = 0;
        assertArrayEquals(new double[] {2, 265.302}, row.toArray());
    }

    @Test
    void aNumberThatIsNotFiniteIsRefusedByItsName() {
        Exception nan = assertThrows(
                IllegalArgumentException.class, () -> new FeatureVector(SCHEMA, new double[] {2, Double.NaN}));
        assertEquals("feature volume is NaN; expected a finite number", nan.getMessage());
        Exception infinite = assertThrows(
                IllegalArgumentException.class,
                () -> new FeatureVector(SCHEMA, new double[] {Double.NEGATIVE_INFINITY, 1}));
        assertEquals("feature n_at is -Infinity; expected a finite number", infinite.getMessage());
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> new FeatureVector(SCHEMA, new double[] {1, 2, 3}));
        assertEquals("schema test-1 has 2 features, got 3", e.getMessage());
    }

    @Test
    void aMatrixHasWholeRows() {
        assertEquals(2, new FeatureMatrix(SCHEMA, new double[4]).rows());
        assertEquals(0, new FeatureMatrix(SCHEMA, new double[0]).rows());
        Exception e = assertThrows(IllegalArgumentException.class, () -> new FeatureMatrix(SCHEMA, new double[3]));
        assertEquals("3 numbers do not make whole rows of 2 features", e.getMessage());
    }

    @Test
    void aMatrixKeepsTheArrayItIsGiven() {
        double[] values = new double[4];
        FeatureMatrix matrix = new FeatureMatrix(SCHEMA, values);
        values[3] = 7;
        assertEquals(7, matrix.values()[3]);
        assertEquals(SCHEMA, matrix.schema());
    }
}
