package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user and a password. Does not show either. */
record Credentials(String user, String password) {
    Credentials {
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
    }

    /** The value of an {@code Authorization} header. */
    String basic() {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "Credentials[masked]";
    }
}
