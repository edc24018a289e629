package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.rollcall.prober.schedule.ProbeTopology;
import io.rollcall.runtime.log.LogKeys;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that hold the prober's own state, and its group, as the brokers have them. Every failure is a {@link KafkaException}. */
final class OwnTopics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnTopics.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;
    private final String applicationId;

    OwnTopics(Admin admin, String applicationId) {
        this.admin = requireNonNull(admin, "admin is null");
        this.applicationId = requireNonNull(applicationId, "applicationId is null");
    }

    String applicationId() {
        return applicationId;
    }

    /** @return the ids of those that exist, by name; asks without waiting */
    CompletableFuture<Map<String, Uuid>> ids() {
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(ProbeTopology.stateTopics(applicationId)).topicNameValues();
        CompletableFuture<Map<String, Uuid>> all = CompletableFuture.completedFuture(new HashMap<>());
        for (KafkaFuture<TopicDescription> one : asked.values()) {
            CompletableFuture<Optional<TopicDescription>> there =
                    one.toCompletionStage().toCompletableFuture().handle(OwnTopics::foundOrMissing);
            all = all.thenCombine(there, (ids, topic) -> {
                topic.ifPresent(it -> ids.put(it.name(), it.topicId()));
                return ids;
            });
        }
        return all;
    }

    private static Optional<TopicDescription> foundOrMissing(TopicDescription found, Throwable error) {
        if (error == null || causeOf(error) instanceof UnknownTopicOrPartitionException) {
            return Optional.ofNullable(found);
        }
        throw failure(error);
    }

    /** @return what the group has committed */
    Map<TopicPartition, OffsetAndMetadata> committed() {
        return await(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata());
    }

    boolean groupHasMembers() {
        try {
            ConsumerGroupDescription group = await(
                            admin.describeConsumerGroups(List.of(applicationId)).all())
                    .get(applicationId);
            return !group.members().isEmpty();
        } catch (GroupIdNotFoundException e) {
            return false; // nobody ever joined it, or somebody deleted it
        }
    }

    /** By id, so that none is deleted that somebody made again meanwhile. */
    void delete(Collection<Uuid> ids) {
        for (Uuid id : ids) {
            try {
                await(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(id)))
                        .all());
            } catch (UnknownTopicIdException | UnknownTopicOrPartitionException e) {
                LOG.atDebug().addKeyValue(LogKeys.TOPIC, id).log("another replica was faster to delete it");
            }
        }
    }

    /** Makes empty ones where they are missing: a thread that writes to one would wait for it, and could not end before. */
    void standIn(int partitions, short replicas) {
        Set<String> there = await(ids()).keySet();
        List<NewTopic> missing = ProbeTopology.stateTopics(applicationId).stream()
                .filter(name -> !there.contains(name))
                .map(name -> new NewTopic(name, partitions, replicas))
                .toList();
        try {
            await(admin.createTopics(missing).all());
        } catch (TopicExistsException e) {
            LOG.atDebug().addKeyValue(LogKeys.GROUP, applicationId).log("another replica was faster to make them");
        }
    }

    /** Forgets what the group has committed; does nothing where another replica already went on. */
    void deleteGroup() {
        try {
            await(admin.deleteConsumerGroups(List.of(applicationId)).all());
        } catch (GroupIdNotFoundException | GroupNotEmptyException e) {
            LOG.atDebug().addKeyValue(LogKeys.GROUP, applicationId).log("another replica was faster to begin anew");
        }
    }

    static <T> T await(KafkaFuture<T> future) {
        return await(future.toCompletionStage().toCompletableFuture());
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("the brokers do not answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Throwable causeOf(Throwable error) {
        Throwable at = error;
        while (!(at instanceof KafkaException) && at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    private static KafkaException failure(Throwable error) {
        return causeOf(error) instanceof KafkaException it ? it : new KafkaException(error);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
