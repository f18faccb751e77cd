package org.qeperf.app.service.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.qeperf.runtime.artifact.Digest;

/** The keys that open {@link Access#KEY}; only their SHA-256 is known. */
public final class ApiKeys {

    private static final String PREFIX = "sha256:";
    private static final String BEARER = "bearer ";
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int KEY_BYTES = 32;

    private final List<byte[]> digests;

    /**
     * The keys with these digests.
     *
     * @param digests as {@link #digest} gives them
     * @throws IllegalArgumentException if one is not a digest
     */
    public ApiKeys(List<String> digests) {
        this.digests = digests.stream()
                .map(digest -> {
                    if (!isDigest(digest)) {
                        throw new IllegalArgumentException(
                                "not the digest of a key; expected sha256: and 64 lower-case hexadecimal digits");
                    }
                    return HexFormat.of().parseHex(digest.substring(PREFIX.length()));
                })
                .toList();
    }

    /** A new key, drawn from the system's source of random numbers. */
    public static String draw() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "qeperf_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What a configuration holds of a key. */
    public static String digest(String key) {
        return PREFIX + HexFormat.of().formatHex(sha256(key));
    }

    /** Whether a text has the form of a digest. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** Lets a request with a key pass; headers by name in lower case. */
    void check(Map<String, String> headers) {
        if (digests.isEmpty()) {
            throw new Problem(
                    403,
                    "Changes are switched off",
                    "this service has no API key, so nothing can be changed through it; expected a line 'keys = ...' in its"
                            + " configuration: 'qeperf serve --new-key' makes a key and that line");
        }
        String authorization = headers.getOrDefault("authorization", "");
        String key = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : headers.getOrDefault("x-api-key", "");
        byte[] shown = sha256(key);
        boolean known = false;
        for (byte[] digest : digests) {
            known |= MessageDigest.isEqual(digest, shown);
        }
        if (!known) {
            throw new Problem(
                    401,
                    "An API key is needed",
                    (key.isEmpty() ? "the request shows no API key" : "the API key is not one of this service")
                            + "; expected the header 'Authorization: Bearer KEY' or 'X-API-Key: KEY'");
        }
    }

    private static byte[] sha256(String key) {
        return Digest.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
    }
}
