package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.BrokerRegistrationChangeRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.metadata.BrokerRegistrationFencingChange;
import org.junit.jupiter.api.Test;

class StaleRegistrationTest {

    private final StaleRegistration stale = new StaleRegistration();

    @Test
    void shouldWaitWhileAKilledBrokerIsHeldToBeAlive() {
        // Given
        MetadataDelta delta = delta(MetadataImage.EMPTY);
        delta.replay(registration(false));
        MetadataImage alive = delta.apply(MetadataProvenance.EMPTY);

        // When
        stale.onMetadataUpdate(delta, alive, null);

        // Then
        assertThat(stale.gone()).isNotDone();
        MetadataDelta fencing = delta(alive);
        fencing.replay(new BrokerRegistrationChangeRecord()
                .setBrokerId(BrokerSettings.NODE_ID)
                .setBrokerEpoch(1)
                .setFenced(BrokerRegistrationFencingChange.FENCE.value()));
        stale.onMetadataUpdate(fencing, fencing.apply(MetadataProvenance.EMPTY), null);
        assertThat(stale.gone()).isCompleted();
    }

    @Test
    void shouldNotWaitWhenTheBrokerWasStoppedInOrder() {
        // Given
        MetadataDelta delta = delta(MetadataImage.EMPTY);
        delta.replay(registration(true));

        // When
        stale.onMetadataUpdate(delta, delta.apply(MetadataProvenance.EMPTY), null);

        // Then
        assertThat(stale.gone()).isCompleted();
    }

    @Test
    void shouldNotWaitWhenTheBrokerIsNew() {
        // When
        stale.onMetadataUpdate(delta(MetadataImage.EMPTY), MetadataImage.EMPTY, null);

        // Then
        assertThat(stale.gone()).isCompleted();
    }

    private static MetadataDelta delta(MetadataImage image) {
        return new MetadataDelta.Builder().setImage(image).build();
    }

    private static RegisterBrokerRecord registration(boolean fenced) {
        return new RegisterBrokerRecord()
                .setBrokerId(BrokerSettings.NODE_ID)
                .setBrokerEpoch(1)
                .setIncarnationId(Uuid.randomUuid())
                .setFenced(fenced);
    }
}
