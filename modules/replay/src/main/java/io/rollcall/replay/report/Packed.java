package io.rollcall.replay.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes as gzip in Base64. A story repeats itself, so this is a tenth of its size; and none of the 65 characters means
 * anything to an HTML parser, whatever the bytes were.
 */
final class Packed {

    private Packed() {}

    static void write(byte[] bytes, Appendable out) throws IOException {
        try (OutputStream packed = new GZIPOutputStream(Base64.getEncoder().wrap(new Characters(out)))) {
            packed.write(bytes);
        }
    }

    /** ASCII bytes as characters. */
    private static final class Characters extends OutputStream {
        private final Appendable out;

        private Characters(Appendable out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.append((char) b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.append(new String(bytes, offset, length, ISO_8859_1));
        }
    }
}
