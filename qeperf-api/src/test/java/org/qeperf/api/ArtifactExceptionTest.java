package org.qeperf.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArtifactExceptionTest {

    @ParameterizedTest
    @EnumSource
    void aProgramTellsTheKindsApartWithoutTheMessage(ArtifactException.Reason reason) {
        Exception cause = new IllegalStateException("truncated");
        ArtifactException e = new ArtifactException(reason, "si.qeperf: the archive is truncated", cause);
        assertEquals(reason, e.reason());
        assertEquals("si.qeperf: the archive is truncated", e.getMessage());
        assertSame(cause, e.getCause());
        assertEquals(reason, new ArtifactException(reason, "damaged").reason());
        assertInstanceOf(QePerfException.class, e);
    }
}
