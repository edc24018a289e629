package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.statuswriter.kube.ApiAnswer;
import io.rollcall.statuswriter.kube.KubeApi;
import java.util.function.Supplier;

/** Tells the pace of each request that is sent, and of each answer that asks to be left alone. */
record PacedApi(KubeApi api, Pace pace) implements KubeApi {
    PacedApi {
        requireNonNull(api, "api is null");
        requireNonNull(pace, "pace is null");
    }

    @Override
    public ApiAnswer get(ResourceKind kind, ImageKey key) {
        return paced(() -> api.get(kind, key));
    }

    @Override
    public ApiAnswer patch(ResourceKind kind, ImageKey key, ResourceKind.Write where, JsonNode patch) {
        return paced(() -> api.patch(kind, key, where, patch));
    }

    @Override
    public ApiAnswer createEvent(String namespace, JsonNode event) {
        return paced(() -> api.createEvent(namespace, event));
    }

    @Override
    public ApiAnswer crd(String name) {
        return paced(() -> api.crd(name));
    }

    @Override
    public ApiAnswer review(JsonNode resourceAttributes) {
        return paced(() -> api.review(resourceAttributes));
    }

    @Override
    public ApiAnswer ready() {
        return paced(api::ready);
    }

    private ApiAnswer paced(Supplier<ApiAnswer> request) {
        pace.sent();
        ApiAnswer answer = request.get();
        answer.retryAfter().ifPresent(pace::pause);
        return answer;
    }
}
