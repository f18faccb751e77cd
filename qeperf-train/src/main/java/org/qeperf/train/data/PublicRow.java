package org.qeperf.train.data;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/** A row of the table of public runs. An empty cell is not known; whole numbers may be written as {@code 4.0}. */
final class PublicRow {

    /** The columns that are used. */
    static final List<String> COLUMNS = List.of(
            "repo",
            "commit",
            "path",
            "seg",
            "machine",
            "sched_hint",
            "calc",
            "qe_version",
            "date",
            "gpu",
            "sirius",
            "n_mpi",
            "n_threads",
            "n_cores",
            "n_nodes_best",
            "mem_node_MiB",
            "nimage",
            "npool",
            "nbgrp",
            "ntg",
            "ndiag",
            "nat",
            "ntyp",
            "species",
            "nelec",
            "nbnd",
            "nk_printed",
            "nsym",
            "nspin",
            "gamma_only",
            "xc",
            "pseudo_kind",
            "nproj",
            "ecutwfc",
            "ecutrho",
            "volume_au3",
            "ngm",
            "nr1",
            "nr2",
            "nr3",
            "ngms",
            "nr1s",
            "nr2s",
            "nr3s",
            "ram_max_MB",
            "n_scf_iter",
            "not_converged",
            "job_done",
            "electrons_wall",
            "electrons_cpu",
            "PWSCF_wall",
            "PWSCF_cpu",
            "balanced");

    private final String source;
    private final NamedCsvRecord row;

    PublicRow(String source, NamedCsvRecord row) {
        this.source = source;
        this.row = row;
    }

    /** The columns of the table that end so, in its order. */
    List<String> columnsEndingWith(String ending) {
        return row.getHeader().stream().filter(name -> name.endsWith(ending)).toList();
    }

    Optional<String> text(String column) {
        return row.findField(column).map(String::strip).filter(text -> !text.isEmpty());
    }

    String required(String column) {
        return text(column).orElseThrow(() -> error(column, "column '" + column + "' is empty", "a value"));
    }

    boolean flag(String column) {
        String text = required(column);
        if (!text.equals("0") && !text.equals("1")) {
            throw error(column, "column '" + column + "' is " + InputException.quote(text), "0 or 1");
        }
        return text.equals("1");
    }

    OptionalInt count(String column) {
        OptionalLong value = whole(column, Integer.MAX_VALUE);
        return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    OptionalLong large(String column) {
        return whole(column, 1L << 53);
    }

    private OptionalLong whole(String column, long most) {
        OptionalDouble number = number(column);
        if (number.isPresent()
                && (number.getAsDouble() != Math.rint(number.getAsDouble()) || number.getAsDouble() > most)) {
            throw error(
                    column,
                    "column '" + column + "' is " + InputException.quote(required(column)),
                    "a whole number from 0 to " + most);
        }
        return number.isPresent() ? OptionalLong.of((long) number.getAsDouble()) : OptionalLong.empty();
    }

    OptionalDouble number(String column) {
        Optional<String> text = text(column);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text.get());
            if (value >= 0 && Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            throw notANumber(column, text.get());
        }
        throw notANumber(column, text.get());
    }

    private InputException notANumber(String column, String text) {
        return error(column, "column '" + column + "' is " + InputException.quote(text), "a number of at least 0");
    }

    InputException error(String column, String problem, String expected) {
        int line = (int) Math.min(Integer.MAX_VALUE, row.getStartingLineNumber());
        return new InputException(
                new SourceLocation(source, line, 1), text(column).orElse(""), problem, expected);
    }
}
