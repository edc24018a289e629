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
 * that cannot be used is told once, and the last good trust stays. Not safe for use by several threads.
 */
final class TrustFile {
    private static final Logger LOG = LoggerFactory.getLogger(TrustFile.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Optional<Path> ca;
    private final String registry;
    private final Clock clock;
    private Stamp stamp;
    private SSLContext trust;
    private Instant lookedAt;

    /** @throws RegistrySetupException if there is a file and it holds no certificate now */
    TrustFile(Optional<Path> ca, String registry, Clock clock) {
        this.ca = requireNonNull(ca, "ca is null");
        this.registry = requireNonNull(registry, "registry is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.stamp = ca.map(Stamp::of).orElse(null);
        this.trust = Trust.of(ca);
        this.lookedAt = clock.instant();
    }

    /** The last good trust: the same object for as long as the file stays as it is. */
    SSLContext current() {
        Instant now = clock.instant();
        // a clock that went back is no reason to wait until it has caught up
        if (ca.isPresent() && Duration.between(lookedAt, now).abs().compareTo(LOOK_EVERY) >= 0) {
            lookedAt = now;
            look(ca.get());
        }
        return trust;
    }

    private void look(Path file) {
        Stamp seen = Stamp.of(file);
        if (seen.equals(stamp)) {
            return;
        }
        stamp = seen;
        try {
            trust = Trust.of(ca);
            LOG.atInfo().addKeyValue(LogKeys.REGISTRY, registry).log("the ca was read again");
        } catch (RegistrySetupException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REGISTRY, registry)
                    .addKeyValue(LogKeys.REASON, e.getMessage())
                    .log("the ca was changed to something of no use; the last good one stays");
        }
    }
}
