package io.rollcall.standalone.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.rollcall.standalone.cli.ApiServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Asks the API server for its version: whether it is reached, knows us, and how late it is there. */
final class ApiServerCheck {

    static final String ID = "api-server";
    static final String ABOUT = "API server";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration WITHIN = Duration.ofSeconds(8);

    private final KubernetesClient client;
    private final ApiServer server;
    private final Clock clock;

    ApiServerCheck(KubernetesClient client, ApiServer server, Clock clock) {
        this.client = client;
        this.server = server;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param up whether it is worth while to ask it more
     */
    record Look(boolean up, List<Finding> findings) {
        static Look down(String what, String fix) {
            return new Look(
                    false,
                    List.of(
                            Finding.failed(ID, ABOUT, what, fix),
                            Finding.skipped(ClockCheck.ID, "clock", "the API server tells no time")));
        }
    }

    /** Asks twice: the first answer pays for the connection, the second tells how late it is there. */
    Look look() throws InterruptedException {
        Look first = ask();
        return first.up() ? ask() : first;
    }

    private Look ask() throws InterruptedException {
        Instant askedAt = clock.instant();
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl() + "version")
                .timeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.getHttpClient().sendAsync(request, byte[].class);
        try {
            HttpResponse<byte[]> response = answer.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return judge(response, askedAt, clock.instant());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return silent("no answer within " + WITHIN.toSeconds() + " s");
        } catch (ExecutionException e) {
            return refused(e.getCause());
        }
    }

    private Look judge(HttpResponse<byte[]> response, Instant askedAt, Instant answeredAt) {
        if (response.code() == 401) {
            return Look.down(
                    "%s does not accept the credentials (401)".formatted(server.url()),
                    "renew the token or the certificate in the kubeconfig (%s)".formatted(server.source()));
        }
        if (response.code() >= 400 && response.code() != 403) {
            return Look.down(
                    "%s answers %d to /version".formatted(server.url(), response.code()),
                    "check that %s leads to an API server, and look at its log".formatted(server.source()));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.passed(
                ID,
                ABOUT,
                "%s (%s), %s, %d ms"
                        .formatted(
                                server.url(),
                                server.source(),
                                version(response),
                                Duration.between(askedAt, answeredAt).toMillis())));
        findings.add(date(response)
                .map(date -> ClockCheck.judge("the API server's", date, askedAt, answeredAt))
                .orElseGet(() -> Finding.skipped(ClockCheck.ID, "clock", "the API server tells no time")));
        return new Look(true, findings);
    }

    private Look refused(Throwable failure) {
        Throwable root = failure;
        boolean tls = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            tls |= cause instanceof SSLException;
            root = cause;
        }
        String message = root.getClass().getSimpleName() + ": " + root.getMessage();
        return tls
                ? Look.down(
                        "%s has a certificate that is not trusted (%s)".formatted(server.url(), message),
                        "correct certificate-authority-data in the kubeconfig (%s): it is of another cluster, or old"
                                .formatted(server.source()))
                : silent(message);
    }

    private Look silent(String why) {
        return Look.down(
                "%s does not answer (%s)".formatted(server.url(), why),
                "check that it runs, and that %s is the cluster you mean (--kubeconfig, --context)"
                        .formatted(server.source()));
    }

    private static String version(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(new String(response.body(), UTF_8))
                    .path("gitVersion")
                    .asText("of an unknown version");
        } catch (JsonProcessingException e) {
            return "of an unknown version";
        }
    }

    private static Optional<Instant> date(HttpResponse<byte[]> response) {
        try {
            return Optional.ofNullable(response.header("Date"))
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
