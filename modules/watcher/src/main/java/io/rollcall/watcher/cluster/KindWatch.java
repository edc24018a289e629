package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.runtime.log.LogKeys;
import io.rollcall.runtime.health.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one kind watched: looks whether it can be, starts its informers, looks after them, and starts new ones where they gave
 * up or hang. Tells how it is in a condition named as the kind's CRD. Ticks on one thread at a time.
 */
final class KindWatch {
    private static final Logger LOG = LoggerFactory.getLogger(KindWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration RECHECK = Duration.ofSeconds(30);

    /** A watch that is renewed is not open for a moment. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Without a watch for this long, although nothing is in its way: the informers hang. */
    private static final Duration HUNG = Duration.ofMinutes(2);

    /** New informers did not help either. */
    private static final Duration HOPELESS = Duration.ofMinutes(10);

    private final ResourceKind kind;
    private final Supplier<List<Problem>> preflight;
    private final Supplier<KindInformers> maker;
    private final Health health;
    private final Clock clock;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private volatile KindInformers informers;
    private Instant startedAt = Instant.EPOCH;
    private Instant downSince;
    private Instant hinderedUntil;
    private Instant checkedAt = Instant.EPOCH;
    private int failures;

    KindWatch(
            ResourceKind kind,
            Supplier<List<Problem>> preflight,
            Supplier<KindInformers> maker,
            Health health,
            Clock clock) {
        this.kind = requireNonNull(kind, "kind is null");
        this.preflight = requireNonNull(preflight, "preflight is null");
        this.maker = requireNonNull(maker, "maker is null");
        this.health = requireNonNull(health, "health is null");
        this.clock = requireNonNull(clock, "clock is null");
        health.waiting(kind.crd(), "the watch of " + kind.plural() + " is not open yet; wait.");
    }

    ResourceKind kind() {
        return kind;
    }

    Optional<KindInformers> informers() {
        return Optional.ofNullable(informers);
    }

    boolean isSynced() {
        KindInformers now = informers;
        return now != null && now.isSynced();
    }

    boolean isWatching() {
        KindInformers now = informers;
        return now != null && now.isWatching();
    }

    /** @return when to tick again */
    Duration tick() {
        if (informers != null && informers.isStopped()) {
            renew("its informer stopped");
        }
        if (informers == null) {
            return begin();
        }
        return isSynced() && isWatching() ? open() : down();
    }

    void stop() {
        KindInformers last = informers;
        informers = null;
        if (last != null) {
            last.stop();
        }
    }

    private Duration begin() {
        List<Problem> problems = check();
        Optional<Problem> blocking = problems.stream().filter(Problem::blocking).findFirst();
        if (blocking.isPresent()) {
            return hindered(blocking.get());
        }
        KindInformers fresh = maker.get();
        fresh.start();
        informers = fresh;
        startedAt = clock.instant();
        LOG.atInfo().addKeyValue(LogKeys.KIND, kind.kind()).log("watch begins");
        return LOOK.dividedBy(10);
    }

    private Duration open() {
        downSince = null;
        hinderedUntil = null;
        failures = 0;
        if (clock.instant().isAfter(checkedAt.plus(RECHECK)) || !isTold()) {
            check().stream()
                    .findFirst()
                    .ifPresentOrElse(
                            problem -> health.waiting(kind.crd(), problem.sentence()), () -> health.ok(kind.crd()));
        }
        return LOOK;
    }

    private Duration down() {
        Instant now = clock.instant();
        if (downSince == null) {
            downSince = now;
        }
        if (now.isBefore(downSince.plus(GRACE))) {
            return LOOK.dividedBy(10);
        }
        Optional<Problem> blocking = check().stream().filter(Problem::blocking).findFirst();
        if (blocking.isPresent()) {
            hinderedUntil = now;
            return hindered(blocking.get());
        }
        health.waiting(kind.crd(), notOpen());
        Instant freeSince = hinderedUntil == null ? downSince : hinderedUntil;
        if (now.isAfter(freeSince.plus(HOPELESS))) {
            health.down(kind.crd(), notOpen());
        } else if (now.isAfter(freeSince.plus(HUNG)) && now.isAfter(startedAt.plus(HUNG))) {
            renew("its watch hangs");
        }
        return LOOK;
    }

    private Duration hindered(Problem problem) {
        health.waiting(kind.crd(), problem.sentence());
        failures++;
        return backoff.delay(failures, kind.crd());
    }

    private void renew(String why) {
        LOG.atWarn()
                .addKeyValue(LogKeys.KIND, kind.kind())
                .addKeyValue(LogKeys.REASON, why)
                .log("watch begins anew");
        stop();
    }

    private List<Problem> check() {
        checkedAt = clock.instant();
        return preflight.get();
    }

    /** Whether the condition speaks of the open watch already. */
    private boolean isTold() {
        return checkedAt.isAfter(startedAt)
                && health.condition(kind.crd())
                        .filter(condition -> condition.reason().isEmpty())
                        .isPresent();
    }

    private String notOpen() {
        KindInformers now = informers;
        String failure = now == null
                ? ""
                : now.failure().map(thrown -> " (" + thrown.getMessage() + ")").orElse("");
        return "the watch of %s is not open%s; look at the API server's log if this lasts."
                .formatted(kind.plural(), failure);
    }
}
