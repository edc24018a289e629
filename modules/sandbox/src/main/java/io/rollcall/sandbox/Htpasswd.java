package io.rollcall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Lines of an htpasswd file, as {@code htpasswd -Bbn -C 5} writes them. */
public final class Htpasswd {

    /** The lowest that registries take: each request pays for it anew. */
    private static final int COST = 5;

    private static final int SALT_BYTES = 16;

    private Htpasswd() {}

    /** {@code user:$2y$05$…}, without a line end. */
    public static String line(String user, String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return user + ":" + OpenBSDBCrypt.generate("2y", password.getBytes(UTF_8), salt, COST);
    }
}
