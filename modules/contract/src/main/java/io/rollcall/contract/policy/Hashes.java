package io.rollcall.contract.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes that are the same in every process and in every replay. */
public final class Hashes {
    private Hashes() {}

    /**
     * @param characters at most 64
     * @return the first hexadecimal characters of the text's SHA-256
     */
    public static String hex(String text, int characters) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, characters);
    }

    /** @return a fraction in [0, 1) that spreads texts evenly */
    public static double fraction(String text) {
        return (double) (ByteBuffer.wrap(sha256(text)).getLong() >>> 11) * 0x1.0p-53;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
