package io.rollcall.standalone.doctor;

import io.rollcall.contract.probe.Reason;
import io.rollcall.prober.registry.Distrust;
import io.rollcall.prober.registry.Greeting;
import io.rollcall.prober.registry.Greeting.Answered;
import io.rollcall.prober.registry.Greeting.Unanswered;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.cli.ServiceName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Whether the registry's certificate is believed, and for how long. */
final class CertificateCheck {

    static final String ID = "registry-certificate";

    private static final Duration SOON = Duration.ofDays(14);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final String DVCR_CA =
            "kubectl -n d8-virtualization get secret dvcr-tls -o jsonpath='{.data.ca\\.crt}' | base64 -d > ";

    private CertificateCheck() {}

    static Finding judge(RegistryConfig registry, Greeting greeting) {
        String about = "registry " + registry.host();
        if (greeting instanceof Unanswered unanswered) {
            return unanswered.reason() == Reason.TLS_FAILURE
                    ? distrusted(registry, unanswered)
                    : Finding.skipped(ID, about, "its certificate was not seen");
        }
        Answered answered = (Answered) greeting;
        return answered.certificateEnd()
                .map(end -> trusted(registry, end, answered.answeredAt()))
                .orElseGet(() -> Finding.skipped(ID, about, "there is no certificate, it is asked over plain HTTP"));
    }

    private static Finding trusted(RegistryConfig registry, Instant end, Instant now) {
        String about = "registry " + registry.host();
        String what = "its certificate is trusted (%s) and ends on %s"
                .formatted(registry.ca().map(Path::toString).orElse("by this system's authorities"), DAY.format(end));
        return Duration.between(now, end).compareTo(SOON) < 0
                ? Finding.warned(ID, about, what, "renew it before that; Rollcall reads a changed ca by itself")
                : Finding.passed(ID, about, what);
    }

    private static Finding distrusted(RegistryConfig registry, Unanswered unanswered) {
        String about = "registry " + registry.host();
        Distrust distrust = unanswered.distrust().orElse(Distrust.OTHER);
        return switch (distrust) {
            case EXPIRED ->
                Finding.failed(
                        ID,
                        about,
                        "its certificate has expired",
                        "renew it, or set this machine's clock if that is wrong");
            case NOT_YET_VALID ->
                Finding.failed(
                        ID, about, "its certificate is not valid yet", "set this machine's clock, or the registry's");
            case UNKNOWN_ISSUER -> Finding.failed(ID, about, unknownIssuer(registry), ca(registry));
            case OTHER_NAME ->
                Finding.failed(
                        ID,
                        about,
                        "its certificate is for another name (%s)".formatted(unanswered.detail()),
                        registry.connectTo()
                                .map(to -> "make connectTo (%s) lead to this registry".formatted(to))
                                .orElse("have a certificate made for this host, as the images name it"));
            case NO_TLS ->
                Finding.failed(
                        ID,
                        about,
                        "what listens there speaks no TLS",
                        "correct its port, or set plainHttp: true where it is meant to speak HTTP");
            case OTHER ->
                Finding.failed(
                        ID,
                        about,
                        "no TLS session comes about (%s)".formatted(unanswered.detail()),
                        "look at the registry's log, and at what stands between");
        };
    }

    private static String unknownIssuer(RegistryConfig registry) {
        return registry.ca()
                .map(ca -> "its certificate is signed by none of those in " + ca)
                .orElse("its certificate is signed by nobody whom this system trusts");
    }

    private static String ca(RegistryConfig registry) {
        String file = registry.ca().map(Path::toString).orElse("ca.crt");
        String then = registry.ca().isPresent() ? "" : ", and set ca: ca.crt for this registry";
        return ServiceName.isDvcr(registry.host())
                ? "read it anew: " + DVCR_CA + file + then
                : "write its authority's certificate to %s, as PEM%s".formatted(file, then);
    }
}
