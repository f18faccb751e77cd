package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigestTest {

    /** The first example of NIST's collection for FIPS 180-4. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void itIsSha256InHexadecimalDigits() {
        assertEquals(OF_ABC, Digest.sha256("abc".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void piecesMakeTheDigestOfTheWhole() {
        MessageDigest digest = Digest.sha256();
        digest.update((byte) 'a');
        digest.update(new byte[] {'b', 'c'});
        assertEquals(OF_ABC, HexFormat.of().formatHex(digest.digest()));
    }
}
