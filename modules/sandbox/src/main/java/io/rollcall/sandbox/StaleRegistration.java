package io.rollcall.sandbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.loader.MetadataLoader;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/**
 * The registration that a killed broker leaves behind: until its session has expired, the metadata say that this broker
 * leads its partitions.
 *
 * <p>A broker that starts on such metadata loads its transaction coordinator at once. Then the registration is fenced,
 * no partition has a leader, and the coordinator takes partitions without a leader for deleted ones: it drops the commit
 * markers that it still has to write, and calls the transaction complete (Kafka 4.3.1). Readers of committed records
 * would wait at that transaction for good. So the broker is not started before the old registration is gone.
 */
final class StaleRegistration implements MetadataPublisher {

    private static final int EXPIRY_SECONDS = 30;

    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    /** Returns at once if there is none, else when it is fenced: after the broker's session timeout, of 3 s. */
    static void awaitFenced(MetadataLoader loader) throws Exception {
        StaleRegistration stale = new StaleRegistration();
        loader.installPublishers(List.of(stale)).get(EXPIRY_SECONDS, TimeUnit.SECONDS);
        stale.gone().get(EXPIRY_SECONDS, TimeUnit.SECONDS);
        loader.removeAndClosePublisher(stale).get(EXPIRY_SECONDS, TimeUnit.SECONDS);
    }

    /** Completes when no registration of this broker is in force. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    @Override
    public String name() {
        return "StaleRegistration";
    }

    @Override
    public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
        BrokerRegistration registration = image.cluster().broker(BrokerSettings.NODE_ID);
        if (registration == null || registration.fenced()) {
            gone.complete(null);
        }
    }
}
