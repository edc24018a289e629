package io.rollcall.contract.golden;

import static io.rollcall.contract.golden.GoldenImages.UBUNTU;
import static io.rollcall.contract.golden.GoldenImages.UID;
import static io.rollcall.contract.golden.GoldenImages.URL;
import static io.rollcall.contract.golden.GoldenImages.context;
import static java.time.Instant.parse;

import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Occasion;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.registry.RegistryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the files in {@code probe-request}, {@code probe-result} and {@code registry-state} must be read as. */
final class GoldenProbes {
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String DIGEST = "sha256:" + "4".repeat(64);
    private static final String REPOSITORY = "dvcr.d8-virtualization.svc/vi/team-a/ubuntu";
    private static final Instant ASKED_AT = parse("2026-11-21T06:04:00.125Z");

    private GoldenProbes() {}

    static List<Golden<ProbeRequest>> requests() {
        return List.of(
                Golden.of("notification-of-a-repository", request(null, Trigger.NOTIFICATION, null)),
                Golden.of("manual", request(URL, Trigger.MANUAL, null)),
                Golden.of("retry-later", request(URL, Trigger.RETRY, parse("2026-11-21T06:04:30.5Z"))),
                Golden.of("notification-of-a-deletion", deletion()));
    }

    private static ProbeRequest deletion() {
        Occasion occasion = new Occasion(
                "delete",
                "robot-cleaner",
                "10.111.3.7:41834",
                "e366f530-3198-49bf-aaa8-d87ecc72b771",
                parse("2026-11-21T06:04:00.031Z"));
        return new ProbeRequest(1, "prod", REPOSITORY, URL, Trigger.NOTIFICATION, ASKED_AT, null, occasion);
    }

    private static ProbeRequest request(String target, Trigger why, Instant notBefore) {
        return new ProbeRequest(1, "prod", REPOSITORY, target, why, ASKED_AT, notBefore);
    }

    static List<Golden<ProbeResult>> results() {
        List<Golden<ProbeResult>> all = new ArrayList<>(List.of(
                Golden.of("present", present("Ready", Trigger.SWEEP)),
                Golden.of("present-again", present("ImageLost", Trigger.RECHECK)),
                Golden.of("absent", absent(1, "MANIFEST_UNKNOWN", Trigger.SWEEP)),
                Golden.of("absent-confirmed", absent(2, "NAME_UNKNOWN", Trigger.CONFIRMATION)),
                Golden.of("absent-blob", absent(3, "BLOB_UNKNOWN", Trigger.MANUAL)),
                inconclusive(Reason.THROTTLED, 30_000L, status(429, "TOOMANYREQUESTS"), Trigger.RETRY),
                inconclusive(Reason.NOT_A_REGISTRY, null, html(), Trigger.NOTIFICATION),
                inconclusive(Reason.DENIED, null, status(401, "UNAUTHORIZED"), Trigger.CHANGED),
                inconclusive(Reason.SERVER_ERROR, null, status(503, null), Trigger.CRON),
                inconclusive(Reason.UNEXPECTED_ANSWER, null, status(418, null), Trigger.BACKOFF)));
        for (Reason silent : List.of(
                Reason.TIMEOUT,
                Reason.CONNECTION_REFUSED,
                Reason.CONNECTION_RESET,
                Reason.DNS_FAILURE,
                Reason.TLS_FAILURE,
                Reason.UNREACHABLE,
                Reason.BAD_REFERENCE,
                Reason.NOT_ALLOWED,
                Reason.CIRCUIT_OPEN)) {
            all.add(inconclusive(silent, null, HttpEvidence.none("one clause for a person"), Trigger.BACKOFF));
        }
        return all;
    }

    static ProbeResult present(String phase, Trigger trigger) {
        HttpEvidence evidence = new HttpEvidence(200, null, null, MANIFEST, null);
        return result(phase, new Verdict.Present(DIGEST), evidence, 1, trigger, BreakerState.HALF_OPEN);
    }

    static ProbeResult absent(int consecutive, String code, Trigger trigger) {
        HttpEvidence evidence = new HttpEvidence(404, 404, code, "application/json; charset=utf-8", null);
        return result("Ready", new Verdict.Absent(code), evidence, consecutive, trigger, BreakerState.CLOSED);
    }

    private static Golden<ProbeResult> inconclusive(
            Reason reason, Long retryAfterMillis, HttpEvidence evidence, Trigger trigger) {
        BreakerState breaker = reason == Reason.CIRCUIT_OPEN ? BreakerState.OPEN : BreakerState.CLOSED;
        return Golden.of(
                "inconclusive-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                result("Ready", new Verdict.Inconclusive(reason, retryAfterMillis), evidence, 7, trigger, breaker));
    }

    private static HttpEvidence status(int status, String code) {
        return new HttpEvidence(status, null, code, "application/json; charset=utf-8", null);
    }

    private static HttpEvidence html() {
        return new HttpEvidence(404, 404, null, "text/html", "the body is no registry's error");
    }

    /** Every time is another one, so that none can be taken for another. */
    private static ProbeResult result(
            String phase,
            Verdict verdict,
            HttpEvidence evidence,
            int consecutive,
            Trigger trigger,
            BreakerState breaker) {
        return new ProbeResult(
                1,
                "prod",
                UBUNTU,
                UID,
                "48213",
                URL,
                "presence",
                Purpose.PRESENCE,
                context(phase),
                verdict,
                evidence,
                consecutive,
                parse("2026-11-21T06:05:01.250Z"),
                trigger,
                "k3x9-42",
                parse("2026-11-21T06:10:00Z"),
                parse("2026-11-21T06:10:00.018Z"),
                parse("2026-11-21T06:10:00.031Z"),
                "default@7960dac4",
                breaker);
    }

    static List<Golden<RegistryState>> registries() {
        return List.of(
                Golden.of("answering", registry(3, Map.of("prober-0", BreakerState.CLOSED), null)),
                Golden.of(
                        "mass-loss-confirmed",
                        registry(
                                811,
                                Map.of("prober-0", BreakerState.HALF_OPEN, "prober-1", BreakerState.OPEN),
                                "kim@example.com")),
                Golden.of(
                        "unavailable-in-a-mass-loss",
                        new RegistryState(
                                1,
                                "prod",
                                "dvcr.d8-virtualization.svc",
                                1204,
                                811,
                                Map.of("prober-0", BreakerState.OPEN),
                                5,
                                ASKED_AT,
                                null,
                                393L,
                                parse("2026-11-21T06:03:05.250Z"),
                                parse("2026-11-21T06:02:00.125Z"))));
    }

    private static RegistryState registry(long absent, Map<String, BreakerState> breakers, String confirmedBy) {
        return new RegistryState(
                1,
                "prod",
                "dvcr.d8-virtualization.svc",
                1204,
                absent,
                breakers,
                5,
                ASKED_AT,
                confirmedBy,
                null,
                null,
                null);
    }
}
