package io.rollcall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {

    @Test
    void shouldKnowTheWayToAService() {
        assertThat(ServiceName.of("dvcr.d8-virtualization.svc").orElseThrow().portForward())
                .isEqualTo("kubectl -n d8-virtualization port-forward svc/dvcr 5443:443");
        assertThat(ServiceName.of("hub.images.svc.cluster.local:5000").orElseThrow())
                .isEqualTo(new ServiceName("hub", "images", 5000));
        assertThat(ServiceName.isDvcr("dvcr.d8-virtualization.svc")).isTrue();
        assertThat(ServiceName.isDvcr("hub.images.svc")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry.example", "127.0.0.1:5000", "svc", "a.svc", "[::1]:5000", "a.b.svcs"})
    void shouldTakeNothingElseForOne(String host) {
        assertThat(ServiceName.of(host)).isEmpty();
    }
}
