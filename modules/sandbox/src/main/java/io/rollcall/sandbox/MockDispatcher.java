package io.rollcall.sandbox;

import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.CustomResourceAware;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.Resetable;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.concurrent.TimeUnit;

/** fabric8's answers, and those to two questions that it has none for. */
final class MockDispatcher extends Dispatcher implements CustomResourceAware, Resetable {

    private final KubernetesMixedDispatcher kubernetes;
    private final MockWebServer web;

    MockDispatcher(KubernetesMixedDispatcher kubernetes, MockWebServer web) {
        this.kubernetes = kubernetes;
        this.web = web;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        forgetRequests();
        return kubernetes.dispatch(request);
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
