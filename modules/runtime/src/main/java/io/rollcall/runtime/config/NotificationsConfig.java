package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What registries may report.
 *
 * @param tokenFile the bearer tokens that they show, one a line; empty where nothing may be reported
 */
public record NotificationsConfig(Optional<Path> tokenFile) {

    /** Refuses null. */
    public NotificationsConfig {
        requireNonNull(tokenFile, "tokenFile is null");
    }

    static NotificationsConfig from(Values values) {
        return new NotificationsConfig(values.get(Keys.NOTIFICATIONS_TOKEN_FILE));
    }
}
