package io.rollcall.replay.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A running hash over lines: each line's own depends on all before it, so that the first one that was changed, left out or
 * added is found by its number. It shows damage and careless hands; who means to deceive can compute it anew.
 */
final class Chain {
    private static final int SHORT = 16;

    private final MessageDigest digest = sha256();
    private byte[] last = new byte[0];

    /** @return what the line is to bear */
    String add(byte[] line) {
        return add(line, 0, line.length, 0, 0);
    }

    /** The same of a line in two parts. */
    String add(byte[] line, int length, int from, int to) {
        return add(line, 0, length, from, to);
    }

    private String add(byte[] line, int begin, int length, int from, int to) {
        digest.update(last);
        digest.update(line, begin, length);
        digest.update(line, from, to - from);
        last = digest.digest();
        return whole().substring(0, SHORT);
    }

    /** All of it. */
    String whole() {
        return HexFormat.of().formatHex(last);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
