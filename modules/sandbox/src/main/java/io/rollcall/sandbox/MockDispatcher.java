package io.rollcall.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.CustomResourceAware;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.Resetable;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.concurrent.TimeUnit;

/**
 * fabric8's answers, and one to a question that it has none for: whether an action is allowed. It always is. Merge patches
 * are put to it in words that it gets right.
 */
final class MockDispatcher extends Dispatcher implements CustomResourceAware, Resetable {

    private static final String ACCESS_REVIEW = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesMixedDispatcher kubernetes;
    private final MockWebServer web;

    MockDispatcher(KubernetesMixedDispatcher kubernetes, MockWebServer web) {
        this.kubernetes = kubernetes;
        this.web = web;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        forgetRequests();
        if (request.getMethod().equals("POST") && request.getPath().startsWith(ACCESS_REVIEW)) {
            return allowed(request.getUtf8Body());
        }
        return kubernetes.dispatch(MergePatches.rewrite(request));
    }

    private static MockResponse allowed(String review) {
        try {
            ObjectNode answer = (ObjectNode) JSON.readTree(review);
            answer.putObject("metadata");
            answer.putObject("status").put("allowed", true);
            return new MockResponse()
                    .setResponseCode(201)
                    .setHeader("Content-Type", "application/json")
                    .setBody(answer.toString());
        } catch (JsonProcessingException | ClassCastException e) {
            return new MockResponse().setResponseCode(400);
        }
    }

    // the server keeps every request for tests that ask for them; kept up for days, it would grow without end
    private void forgetRequests() {
        try {
            web.takeRequest(0, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void expectCustomResource(CustomResourceDefinitionContext context) {
        kubernetes.expectCustomResource(context);
    }

    @Override
    public void reset() {
        kubernetes.reset();
    }

    @Override
    public void shutdown() {
        kubernetes.shutdown();
    }
}
