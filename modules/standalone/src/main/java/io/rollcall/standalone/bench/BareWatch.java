package io.rollcall.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.topics.Topics;
import io.rollcall.sandbox.Crds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What nobody can do without who lists images and publishes them: the list, page by page, and the records. */
final class BareWatch {

    private static final long PAGE = 500;

    private BareWatch() {}

    /** Reads all pages, one after the other, with the client that the watcher uses; hands on what was read, and keeps nothing. */
    static int list(KubernetesClient client, Consumer<GenericKubernetesResource> action) {
        int read = 0;
        String next = null;
        do {
            GenericKubernetesResourceList page = client.genericKubernetesResources(
                            CustomResourceDefinitionContext.fromCrd(Crds.virtualImages()))
                    .inAnyNamespace()
                    .list(new ListOptionsBuilder()
                            .withLimit(PAGE)
                            .withContinue(next)
                            .build());
            page.getItems().forEach(action);
            read += page.getItems().size();
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return read;
    }

    /** The records that the watcher would publish for these objects. */
    static List<ProducerRecord<byte[], byte[]>> records(KubernetesClient client, Topics topics) {
        ResourceKind kind =
                ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX).get(0);
        Projection projection = new Projection("default");
        EventCodec<ImageState> codec = EventCodec.of(ImageState.class);
        ObjectMapper json = new ObjectMapper();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        list(client, object -> {
            ImageState state = projection.of(kind, json.valueToTree(object));
            records.add(new ProducerRecord<>(
                    topics.images().name(),
                    state.key().toString().getBytes(StandardCharsets.UTF_8),
                    codec.encode(state)));
        });
        return records;
    }

    /** Sends them all; returns when the last is acknowledged. */
    static void produce(String servers, List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            records.forEach(record -> {
                var unused = producer.send(record);
            });
            producer.flush();
        }
    }
}
