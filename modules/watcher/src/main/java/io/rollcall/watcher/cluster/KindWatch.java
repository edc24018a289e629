package io.rollcall.watcher.cluster;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.log.LogKeys;
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

    /** Something was to be mended the last time. */
    private static final Duration RECHECK_SOON = Duration.ofSeconds(5);

    /** A watch that is renewed is not open for a moment. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /**
     * Where WebSockets are refused, a watch counts as open with its first event only. In an idle cluster that is a bookmark, of
     * which there is one a minute.
     */
    private static final Duration FIRST_EVENT = Duration.ofSeconds(75);

    /** Without a watch for this long, although nothing is in its way: the informers hang. */
    private static final Duration HUNG = Duration.ofMinutes(2);

    /** New informers did not help either. */
    private static final Duration HOPELESS = Duration.ofMinutes(10);

    private final ResourceKind kind;
    private final Supplier<List<Problem>> preflight;
    private final Supplier<Informers> maker;
    private final Health health;
    private final Clock clock;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private volatile Informers informers;
    private Instant startedAt = Instant.EPOCH;
    private Instant downSince;
    private Instant hinderedUntil;
    private Instant checkedAt = Instant.EPOCH;
    private boolean toldOpen;
    private boolean flawed;
    private int failures;

    KindWatch(
            ResourceKind kind,
            Supplier<List<Problem>> preflight,
            Supplier<Informers> maker,
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

    Optional<Informers> informers() {
        return Optional.ofNullable(informers);
    }

    boolean isSynced() {
        Informers now = informers;
        return now != null && now.isSynced();
    }

    boolean isWatching() {
        Informers now = informers;
        return now != null && now.isWatching();
    }

    /** @return when to tick again */
    Duration tick() {
        if (informers != null && informers.isStopped()) {
            return gaveUp();
        }
        if (informers == null) {
            return begin();
        }
        return isSynced() && isWatching() ? open() : down();
    }

    void stop() {
        Informers last = informers;
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
        Informers fresh = maker.get();
        startedAt = clock.instant();
        // visible before its first list can be complete: whoever hears of that finds its objects
        informers = fresh;
        try {
            fresh.start();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
        LOG.atInfo().addKeyValue(LogKeys.KIND, kind.kind()).log("watch begins");
        return LOOK.dividedBy(10);
    }

    private Duration open() {
        downSince = null;
        hinderedUntil = null;
        failures = 0;
        if (!toldOpen || clock.instant().isAfter(checkedAt.plus(flawed ? RECHECK_SOON : RECHECK))) {
            toldOpen = true;
            List<Problem> problems = check();
            flawed = !problems.isEmpty();
            tell(problems);
        }
        return LOOK;
    }

    private void tell(List<Problem> problems) {
        problems.stream()
                .findFirst()
                .ifPresentOrElse(
                        problem -> health.waiting(kind.crd(), problem.sentence()), () -> health.ok(kind.crd()));
    }

    /** Nothing but objects that cannot be read makes an informer give up. */
    private Duration gaveUp() {
        String failure = notOpen();
        renew("its informer gave up");
        return hindered(new Problem(true, failure));
    }

    private Duration down() {
        toldOpen = false;
        Instant now = clock.instant();
        if (downSince == null) {
            downSince = now;
        }
        if (now.isBefore(downSince.plus(GRACE))) {
            return LOOK.dividedBy(10);
        }
        List<Problem> problems = check();
        Optional<Problem> blocking = problems.stream().filter(Problem::blocking).findFirst();
        if (blocking.isPresent()) {
            hinderedUntil = now;
            return hindered(blocking.get());
        }
        Instant freeSince = hinderedUntil == null ? downSince : hinderedUntil;
        boolean quiet = isSynced() && informers.failure().isEmpty();
        if (quiet && !now.isAfter(freeSince.plus(FIRST_EVENT))) {
            tell(problems);
        } else if (now.isAfter(freeSince.plus(HOPELESS))) {
            health.down(kind.crd(), notOpen());
        } else {
            health.waiting(kind.crd(), notOpen());
            if (now.isAfter(freeSince.plus(HUNG)) && now.isAfter(startedAt.plus(HUNG))) {
                renew("its watch hangs");
            }
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
        toldOpen = false;
        stop();
    }

    private List<Problem> check() {
        checkedAt = clock.instant();
        return preflight.get();
    }

    private String notOpen() {
        Informers now = informers;
        String failure = now == null
                ? ""
                : now.failure().map(thrown -> " (" + thrown.getMessage() + ")").orElse("");
        return "the watch of %s is not open%s; look at the API server's log if this lasts."
                .formatted(kind.plural(), failure);
    }
}
