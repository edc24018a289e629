package io.rollcall.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** What an Event about an image says, word for word. */
final class TheWholeEvent {
    private TheWholeEvent() {}

    /** One Event of the loss, one of the recovery, and no other. */
    static void assertTellsBoth(LiveImage image, String kind) {
        assertThat(image.events())
                .extracting(Event::getReason, Event::getType, Event::getMessage)
                .containsExactlyInAnyOrder(
                        tuple(kind + "Lost", "Warning", LiveImage.LOST),
                        tuple(
                                kind + "LostRecovered",
                                "Normal",
                                "The image reappeared in DVCR and was restored to Ready."));
        assertThat(image.events()).allSatisfy(event -> assertIsAbout(event, image));
    }

    private static void assertIsAbout(Event event, LiveImage image) {
        GenericKubernetesResource object = image.now();
        String itsNamespace = object.getMetadata().getNamespace();
        assertThat(event.getMetadata().getNamespace()).isEqualTo(itsNamespace == null ? "default" : itsNamespace);
        assertThat(event.getInvolvedObject().getApiVersion()).isEqualTo("virtualization.deckhouse.io/v1alpha2");
        assertThat(event.getInvolvedObject().getKind()).isEqualTo(object.getKind());
        assertThat(event.getInvolvedObject().getNamespace()).isEqualTo(itsNamespace);
        assertThat(event.getInvolvedObject().getName())
                .isEqualTo(object.getMetadata().getName());
        assertThat(event.getInvolvedObject().getUid()).isEqualTo(image.uid());
        assertThat(event.getSource().getComponent()).isEqualTo("rollcall-status-writer");
        assertThat(event.getCount()).isEqualTo(1);
        assertThat(event.getFirstTimestamp()).isNotNull().isEqualTo(event.getLastTimestamp());
    }
}
