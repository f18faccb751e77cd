package org.qeperf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

    @Test
    void aUrlMayLeaveOutItsBeginning() {
        Database database =
                new Database("postgresql://db.example:5432/qeperf?sslmode=verify-full", "anna", Optional.of("pw"));
        assertEquals("jdbc:postgresql://db.example:5432/qeperf?sslmode=verify-full", database.url());
        assertEquals("postgresql://db.example:5432/qeperf", database.place());
        assertEquals("qeperf", database.name());
        assertEquals(database, new Database(database.url(), "anna", Optional.of("pw")));
    }

    @Test
    void itsTextHidesThePassword() {
        assertEquals(
                "postgresql://db.example/qeperf as anna",
                new Database("postgresql://db.example/qeperf?a=b", "anna", Optional.of("pw")).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://anna:topsecret@db.example/qeperf",
                "jdbc:postgresql://db.example/qeperf?password=topsecret",
                "postgresql://db.example/qeperf?sslmode=require&PASSWORD=topsecret",
                "postgresql://db.example/qeperf?user=anna",
                "postgresql://db.example/qeperf?sslpassword=topsecret",
                "postgresql://db.example/qeperf?pass%77ord=topsecret"
            })
    void aPasswordInTheUrlIsRefusedAndNotShown(String url) {
        assertEquals(
                "the URL of the database holds a user or a password; expected them apart",
                assertThrows(IllegalArgumentException.class, () -> new Database(url, "anna", Optional.empty()))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "qeperf",
                "postgresql:qeperf",
                "postgresql://db.example",
                "postgresql://db.example/",
                "postgresql:///qeperf",
                "jdbc:mysql://db.example/qeperf",
                "jdbc:sqlite:runs.db"
            })
    void anotherUrlIsRefused(String url) {
        assertEquals(
                "the URL of the database is not of the form postgresql://HOST:PORT/NAME; expected that",
                assertThrows(IllegalArgumentException.class, () -> new Database(url, "anna", Optional.empty()))
                        .getMessage());
    }

    @Test
    void anEmptyUserIsRefused() {
        assertEquals(
                "the user of the database is empty; expected the name of a role",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Database("postgresql://db.example/qeperf", "", Optional.empty()))
                        .getMessage());
    }
}
