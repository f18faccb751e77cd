package org.qeperf.train.table;

/** A column of a {@link Table}. Nobody may modify its array. */
sealed interface Column {

    String name();

    /** Index of the column in the file, which stays when columns are left out. */
    int source();

    Column renamed(String other);

    /** The same column with the given rows only. */
    Column rows(int[] rows);

    record Numbers(String name, int source, double[] values) implements Column {

        @Override
        public Numbers renamed(String other) {
            return new Numbers(other, source, values);
        }

        @Override
        public Numbers rows(int[] rows) {
            double[] kept = new double[rows.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = values[rows[i]];
            }
            return new Numbers(name, source, kept);
        }
    }

    record Words(String name, int source, String[] values) implements Column {

        @Override
        public Words renamed(String other) {
            return new Words(other, source, values);
        }

        @Override
        public Words rows(int[] rows) {
            String[] kept = new String[rows.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = values[rows[i]];
            }
            return new Words(name, source, kept);
        }
    }
}
