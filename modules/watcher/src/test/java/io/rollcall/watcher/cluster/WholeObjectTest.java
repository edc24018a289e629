package io.rollcall.watcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WholeObjectTest {
    private static final String IMAGE = """
            {"apiVersion": "virtualization.deckhouse.io/v1alpha2", "kind": "VirtualImage",
             "metadata": {"name": "ubuntu", "namespace": "team", "uid": "u", "resourceVersion": "7",
                          "annotations": {"a": "b"}},
             "status": {"phase": "Ready", "size": 12345678901234567890, "conditions": [{"type": "Ready"}, null]}}
            """;

    private final KubernetesSerialization serialization = WholeObject.serialization();

    @Test
    void shouldKeepAllThatWasSentWhenItIsReadFromAList() throws IOException {
        // When
        GenericKubernetesResourceList list = serialization.unmarshal(
                "{\"kind\": \"VirtualImageList\", \"metadata\": {\"resourceVersion\": \"9\"}, \"items\": [" + IMAGE
                        + "]}",
                GenericKubernetesResourceList.class);

        // Then
        assertThat(list.getMetadata().getResourceVersion()).isEqualTo("9");
        assertIsImage(list.getItems().get(0));
    }

    @Test
    void shouldKeepAllThatWasSentWhenItIsReadFromAWatch() throws IOException {
        // When
        WatchEvent event =
                serialization.unmarshal("{\"type\": \"ADDED\", \"object\": " + IMAGE + "}", WatchEvent.class);

        // Then
        assertIsImage((GenericKubernetesResource) event.getObject());
    }

    @Test
    void shouldReadABookmarkWhichHasNoName() {
        // When
        WatchEvent event = serialization.unmarshal("""
                {"type": "BOOKMARK", "object": {"apiVersion": "virtualization.deckhouse.io/v1alpha2",
                 "kind": "VirtualImage", "metadata": {"resourceVersion": "12"}}}
                """, WatchEvent.class);

        // Then
        assertThat(((GenericKubernetesResource) event.getObject()).getMetadata().getResourceVersion())
                .isEqualTo("12");
    }

    @Test
    void shouldLeaveWhatHasATypeOfItsOwnToTheClient() {
        // When
        WatchEvent event = serialization.unmarshal("""
                {"type": "ERROR", "object": {"apiVersion": "v1", "kind": "Status", "code": 410}}
                """, WatchEvent.class);

        // Then
        assertThat(event.getObject()).isInstanceOfSatisfying(Status.class, it -> assertThat(it.getCode())
                .isEqualTo(410));
    }

    @Test
    void shouldSayThatItCannotBeReadWhenAListHoldsNoObject() {
        // Then
        assertThatThrownBy(
                        () -> serialization.unmarshal("{\"items\": [\"ubuntu\"]}", GenericKubernetesResourceList.class))
                .matches(ExceptionHandler::isDeserializationException);
    }

    private static void assertIsImage(GenericKubernetesResource object) throws IOException {
        ObjectMeta metadata = object.getMetadata();
        assertThat(metadata.getNamespace() + "/" + metadata.getName()).isEqualTo("team/ubuntu");
        assertThat(metadata.getUid() + "@" + metadata.getResourceVersion()).isEqualTo("u@7");
        assertThat(object.getApiVersion()).isEqualTo("virtualization.deckhouse.io/v1alpha2");
        assertThat(object.getKind()).isEqualTo("VirtualImage");
        assertThat(WholeObject.tree(object)).isEqualTo(new ObjectMapper().readTree(IMAGE));
    }
}
