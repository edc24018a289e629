package io.rollcall.runtime.kafka;

import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.runtime.config.KafkaConfig;
import io.rollcall.runtime.kafka.TopicsAdmin.Creation;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** One pass over some topics with one admin client. */
final class TopicsSession {

    private static final Duration SETTLING = Duration.ofMillis(25);
    private static final String CREATE_RIGHTS = "Create, Describe and DescribeConfigs";

    private final Admin admin;
    private final KafkaConfig kafka;
    private final Brokers brokers;
    private final Duration timeout;

    TopicsSession(Admin admin, KafkaConfig kafka, Brokers brokers, Duration timeout) {
        this.admin = admin;
        this.kafka = kafka;
        this.brokers = brokers;
        // The client's own bound comes first: its message says more.
        this.timeout = timeout.plusSeconds(1);
    }

    ClusterCheck cluster() throws InterruptedException {
        DescribeClusterResult cluster = admin.describeCluster();
        Answer<String> id = get(cluster.clusterId());
        Answer<Collection<Node>> nodes = get(cluster.nodes());
        return nodes.value().isEmpty()
                ? silent(nodes.failure().orElseThrow())
                : new ClusterCheck.Answers(
                        id.value().orElse(""), nodes.value().get().size());
    }

    /** What it means that the brokers did not say who they are. */
    private ClusterCheck silent(Throwable failure) {
        TopicCheck check = KafkaFailures.check("", "Describe on the cluster", brokers, failure);
        return check instanceof TopicCheck.Unreachable unreachable
                ? new ClusterCheck.Silent(unreachable.reason(), unreachable.fix())
                : new ClusterCheck.Silent(
                        "Kafka at %s refuses to describe itself".formatted(brokers.servers()),
                        "grant this client Describe on the cluster");
    }

    List<TopicCheck> check(List<TopicSpec> specs, Creation creation) throws InterruptedException {
        Map<TopicSpec, TopicCheck> checks = describe(specs);
        if (creation == Creation.REAL) {
            create(checks);
        } else if (creation == Creation.REHEARSED) {
            rehearse(checks);
        }
        awaitLeaders(checks);
        return List.copyOf(checks.values());
    }

    private Map<TopicSpec, TopicCheck> describe(List<TopicSpec> specs) throws InterruptedException {
        List<String> names = specs.stream().map(TopicSpec::name).toList();
        var descriptions = admin.describeTopics(names).topicNameValues();
        var configs = admin.describeConfigs(
                        names.stream().map(TopicsSession::resource).toList())
                .values();
        Map<TopicSpec, TopicCheck> checks = new LinkedHashMap<>();
        for (TopicSpec spec : specs) {
            Answer<TopicDescription> description = get(descriptions.get(spec.name()));
            Answer<Config> config = get(configs.get(resource(spec.name())));
            if (description.failedWith(UnknownTopicOrPartitionException.class)) {
                checks.put(spec, new TopicCheck.Missing(spec.name()));
            } else if (description.value().isEmpty()) {
                checks.put(spec, failure(spec, "Describe", description));
            } else if (config.value().isEmpty()) {
                checks.put(spec, failure(spec, "DescribeConfigs", config));
            } else {
                checks.put(
                        spec,
                        verify(spec, description.value().get(), config.value().get()));
            }
        }
        return checks;
    }

    private static List<TopicSpec> missing(Map<TopicSpec, TopicCheck> checks) {
        return checks.keySet().stream()
                .filter(spec -> checks.get(spec) instanceof TopicCheck.Missing)
                .toList();
    }

    private void rehearse(Map<TopicSpec, TopicCheck> checks) throws InterruptedException {
        List<TopicSpec> missing = missing(checks);
        if (missing.isEmpty()) {
            return;
        }
        var would = admin.createTopics(
                        missing.stream().map(this::topic).toList(), new CreateTopicsOptions().validateOnly(true))
                .values();
        for (TopicSpec spec : missing) {
            Answer<Void> answer = get(would.get(spec.name()));
            if (answer.failure().isPresent() && !answer.failedWith(TopicExistsException.class)) {
                checks.put(spec, failure(spec, CREATE_RIGHTS, answer));
            }
        }
    }

    private void create(Map<TopicSpec, TopicCheck> checks) throws InterruptedException {
        List<TopicSpec> missing = missing(checks);
        if (missing.isEmpty()) {
            return;
        }
        var created =
                admin.createTopics(missing.stream().map(this::topic).toList()).values();
        for (TopicSpec spec : missing) {
            Answer<Void> answer = get(created.get(spec.name()));
            if (answer.failure().isEmpty()) {
                checks.put(spec, new TopicCheck.Created(spec.name()));
            } else if (answer.failedWith(TopicExistsException.class)) {
                // Another replica was faster.
                checks.putAll(describe(List.of(spec)));
            } else {
                checks.put(spec, failure(spec, CREATE_RIGHTS, answer));
            }
        }
    }

    /**
     * Waits until each partition's leader serves. An idempotent producer whose first batch meets a
     * partition that has no leader yet can be refused for good; asking the leaders for their offsets is
     * what shows that they took office, a description only shows that they were elected.
     */
    private void awaitLeaders(Map<TopicSpec, TopicCheck> checks) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<TopicSpec> waiting = checks.keySet().stream()
                .filter(spec -> checks.get(spec).usable())
                .toList();
        while (!waiting.isEmpty()) {
            Map<TopicSpec, Answer<?>> unsettled = withoutLeader(waiting);
            boolean late = System.nanoTime() > deadline;
            unsettled.forEach((spec, answer) -> {
                if (late || !answer.settling()) {
                    checks.put(spec, failure(spec, "Describe", answer));
                }
            });
            waiting = unsettled.keySet().stream()
                    .filter(spec -> checks.get(spec).usable())
                    .toList();
            if (!waiting.isEmpty()) {
                Pause.of(SETTLING);
            }
        }
    }

    /** The topics that have a partition whose leader does not answer yet, with that answer. */
    private Map<TopicSpec, Answer<?>> withoutLeader(List<TopicSpec> specs) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        specs.forEach(spec -> partitions(spec).forEach(partition -> ends.put(partition, OffsetSpec.latest())));
        ListOffsetsResult offsets = admin.listOffsets(ends);
        Map<TopicSpec, Answer<?>> unsettled = new LinkedHashMap<>();
        for (TopicSpec spec : specs) {
            for (TopicPartition partition : partitions(spec)) {
                Answer<?> answer = get(offsets.partitionResult(partition));
                if (answer.failure().isPresent()) {
                    unsettled.putIfAbsent(spec, answer);
                }
            }
        }
        return unsettled;
    }

    private NewTopic topic(TopicSpec spec) {
        Map<String, String> settings = new HashMap<>(spec.settings());
        settings.putAll(spec.history());
        settings.putIfAbsent("min.insync.replicas", String.valueOf(kafka.minInSyncReplicas()));
        return new NewTopic(spec.name(), spec.partitions(), (short) kafka.replicationFactor()).configs(settings);
    }

    private static TopicCheck verify(TopicSpec spec, TopicDescription description, Config config) {
        Map<String, String> settings = config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        int replicas = description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        return TopicVerifier.verify(spec, description.partitions().size(), replicas, settings);
    }

    private static List<TopicPartition> partitions(TopicSpec spec) {
        return IntStream.range(0, spec.partitions())
                .mapToObj(partition -> new TopicPartition(spec.name(), partition))
                .toList();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private TopicCheck failure(TopicSpec spec, String right, Answer<?> answer) {
        return KafkaFailures.check(spec.name(), right, brokers, answer.failure().orElseThrow());
    }

    private <T> Answer<T> get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return new Answer<>(
                    Optional.ofNullable(future.get(timeout.toMillis(), TimeUnit.MILLISECONDS)), Optional.empty());
        } catch (ExecutionException | TimeoutException e) {
            return new Answer<>(Optional.empty(), Optional.of(KafkaFailures.unwrap(e)));
        }
    }

    private record Answer<T>(Optional<T> value, Optional<Throwable> failure) {
        boolean failedWith(Class<? extends Exception> type) {
            return failure.filter(type::isInstance).isPresent();
        }

        /** The news of the topic has not reached every broker. */
        boolean settling() {
            return failedWith(InvalidMetadataException.class);
        }
    }
}
