package io.rollcall.watcher.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * The tokens that may be shown, one a line: two while one is exchanged for another. The file is small and read each time, so
 * that it counts as it is now.
 */
final class Tokens {
    private static final int MOST_BYTES = 16 * 1024;
    private static final String SCHEME = "Bearer ";

    private final Path file;

    Tokens(Path file) {
        this.file = requireNonNull(file, "file is null");
    }

    /** What was shown, held against the file. */
    sealed interface Check {
        /** One of them. */
        record Known() implements Check {}

        /** None of them, or nothing. */
        record Unknown() implements Check {}

        /**
         * Nobody can tell.
         *
         * @param why a sentence that names the fix
         */
        record Unreadable(String why) implements Check {}
    }

    /**
     * How long it takes says nothing of what the tokens are.
     *
     * @param authorization the header of that name
     */
    Check check(Optional<String> authorization) {
        byte[] shown = authorization
                .filter(it -> it.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(it -> it.substring(SCHEME.length()).strip().getBytes(UTF_8))
                .orElseGet(() -> new byte[0]);
        List<String> tokens;
        try {
            if (Files.size(file) > MOST_BYTES) {
                return unreadable("is larger than 16 KiB");
            }
            tokens = Files.readString(file)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            return unreadable("cannot be read");
        }
        if (tokens.isEmpty()) {
            return unreadable("is empty");
        }
        boolean known = false;
        for (String token : tokens) {
            known |= MessageDigest.isEqual(token.getBytes(UTF_8), shown);
        }
        return known ? new Check.Known() : new Check.Unknown();
    }

    private Check unreadable(String how) {
        return new Check.Unreadable(
                "%s, which notifications.tokenFile names, %s; write the registries' tokens into it, one a line."
                        .formatted(file, how));
    }
}
