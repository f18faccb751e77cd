package org.qeperf.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.qeperf.train.store.RunStore;

/** What differs between databases; all else is the same SQL. */
interface Engine {

    /** Which store, for messages. */
    String place();

    /** A new connection that commits each statement, unless it is one of a transaction that was begun with SQL. */
    Connection connect() throws SQLException;

    /** A query for the names of the tables and views where new ones would be made. */
    String tables();

    /** Begins a transaction that will write. */
    String begin();

    /** Holds off other processes that set up the tables, until the end of the transaction; begun already. */
    void lockForMigration(Connection connection) throws SQLException;

    /** Holds the store until this is closed or the process ends; empty if somebody else does. */
    Optional<RunStore.Hold> tryHold() throws SQLException;

    /** The error as a user can understand it. */
    StoreException explain(SQLException error);
}
