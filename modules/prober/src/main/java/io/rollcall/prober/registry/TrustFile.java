package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.log.LogKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One registry's {@link Trust}, whose file may be changed under us. It is looked at again at most once a second. A change
 * that cannot be used is told once, and the last good trust stays, if there was any. Not safe for use by several threads.
 */
final class TrustFile {
    private static final Logger LOG = LoggerFactory.getLogger(TrustFile.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Optional<Path> ca;
    private final String registry;
    private final Clock clock;
    private Stamp stamp;
    private Optional<SSLContext> trust = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Instant lookedAt;

    /** Reads it now. */
    TrustFile(Optional<Path> ca, String registry, Clock clock) {
        this.ca = requireNonNull(ca, "ca is null");
        this.registry = requireNonNull(registry, "registry is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.stamp = ca.map(Stamp::of).orElse(null);
        this.lookedAt = clock.instant();
        read();
    }

    /** The last good trust: the same object for as long as the file stays as it is; empty if there never was any. */
    Optional<SSLContext> current() {
        look();
        return trust;
    }

    /** What is wrong with the file as it is now, and the fix; one sentence. */
    Optional<String> trouble() {
        look();
        return trouble;
    }

    private void look() {
        Instant now = clock.instant();
        // a clock that went back is no reason to wait until it has caught up
        if (ca.isEmpty() || Duration.between(lookedAt, now).abs().compareTo(LOOK_EVERY) < 0) {
            return;
        }
        lookedAt = now;
        Stamp seen = Stamp.of(ca.get());
        if (seen.equals(stamp)) {
            return;
        }
        stamp = seen;
        read();
        if (trouble.isEmpty()) {
            LOG.atInfo().addKeyValue(LogKeys.REGISTRY, registry).log("the ca was read again");
        } else {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REGISTRY, registry)
                    .addKeyValue(LogKeys.REASON, trouble.get())
                    .log("the ca was changed to something of no use; the last good one stays, if there was any");
        }
    }

    private void read() {
        try {
            trust = Optional.of(Trust.of(ca));
            trouble = Optional.empty();
        } catch (RegistrySetupException e) {
            trouble = Optional.of(e.getMessage());
        }
    }
}
