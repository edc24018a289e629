package io.rollcall.statuswriter.kube;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ResourceKind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The API server over fabric8's HTTP client, which brings addresses, TLS and credentials from a kubeconfig or a service
 * account. The bodies are ours, byte for byte: an empty string is sent as one, and nothing is added or left out.
 */
public final class HttpKubeApi implements KubeApi {
    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(15);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final KubernetesClient client;
    private final MeterRegistry meters;

    /** The client stays the caller's to close. It must not retry by itself. */
    public HttpKubeApi(KubernetesClient client, MeterRegistry meters) {
        this.client = requireNonNull(client, "client is null");
        this.meters = requireNonNull(meters, "meters is null");
    }

    @Override
    public ApiAnswer get(ResourceKind kind, ImageKey key) {
        return send("get", request(path(kind, key)));
    }

    @Override
    public ApiAnswer patch(ResourceKind kind, ImageKey key, ResourceKind.Write where, JsonNode patch) {
        String path = path(kind, key) + (where == ResourceKind.Write.STATUS ? "/status" : "");
        return send("patch", request(path).method("PATCH", MERGE_PATCH, patch.toString()));
    }

    @Override
    public ApiAnswer createEvent(String namespace, JsonNode event) {
        String path = "api/v1/namespaces/" + segment(namespace) + "/events";
        return send("event", request(path).method("POST", JSON, event.toString()), false);
    }

    @Override
    public ApiAnswer crd(String name) {
        return send("crd", request("apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + segment(name)));
    }

    @Override
    public ApiAnswer review(JsonNode resourceAttributes) {
        ObjectNode review = MAPPER.createObjectNode();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        review.putObject("spec").set("resourceAttributes", resourceAttributes);
        return send(
                "review",
                request("apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
                        .method("POST", JSON, review.toString()));
    }

    @Override
    public ApiAnswer ready() {
        return send("ready", request("readyz"));
    }

    private static String path(ResourceKind kind, ImageKey key) {
        String namespace = kind.namespaced() ? "namespaces/" + segment(key.namespace()) + "/" : "";
        return "apis/" + kind.group() + "/" + kind.version() + "/" + namespace + kind.plural() + "/"
                + segment(key.name());
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl() + path)
                .header("Accept", JSON)
                .timeout(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private ApiAnswer send(String call, HttpRequest.Builder request) {
        return send(call, request, true);
    }

    /** @param told whether anybody looks at what a successful call answers; to read it costs more than to send the call */
    private ApiAnswer send(String call, HttpRequest.Builder request, boolean told) {
        long start = System.nanoTime();
        ApiAnswer answer = send(request.build(), told);
        meters.timer("rollcall.api.calls", "call", call, "outcome", answer.outcome())
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return answer;
    }

    private ApiAnswer send(HttpRequest request, boolean told) {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.getHttpClient().sendAsync(request, byte[].class);
        try {
            return answer(response.get(GIVE_UP_AFTER.toMillis(), TimeUnit.MILLISECONDS), told);
        } catch (ExecutionException e) {
            return new ApiAnswer.Unavailable(inWords(e.getCause()));
        } catch (TimeoutException e) {
            response.cancel(true);
            return new ApiAnswer.Unavailable("no answer within " + GIVE_UP_AFTER.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.cancel(true);
            return new ApiAnswer.Unavailable("interrupted");
        }
    }

    private static ApiAnswer answer(HttpResponse<byte[]> response, boolean told) {
        int code = response.code();
        JsonNode body = told || !response.isSuccessful() ? parse(response.body()) : MissingNode.getInstance();
        String message = body.path("message").asText("HTTP " + code);
        return switch (code) {
            case 200, 201, 202 -> new ApiAnswer.Ok(body);
            case 400, 405, 413, 415, 422 -> new ApiAnswer.Invalid(message);
            case 401 -> new ApiAnswer.Unauthenticated(message);
            case 403 ->
                new ApiAnswer.Forbidden(
                        message, message.toLowerCase(Locale.ROOT).contains("being terminated"));
            case 404 -> new ApiAnswer.NotFound(message);
            case 409 -> new ApiAnswer.Conflict(message);
            case 429 -> new ApiAnswer.Throttled("HTTP 429: " + message, retryAfter(response));
            default -> new ApiAnswer.Unavailable("HTTP " + code + ": " + message, retryAfter(response));
        };
    }

    /** In seconds, as API servers write it; a date is a proxy's, and left to the backoff. */
    private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
        return Optional.ofNullable(response.header("Retry-After"))
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    /** Anything that is not JSON (a health check's {@code ok}, a proxy's page) holds nothing to read. */
    private static JsonNode parse(byte[] body) {
        try {
            return body == null ? MissingNode.getInstance() : MAPPER.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static String inWords(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
