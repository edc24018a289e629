package io.rollcall.runtime.kafka;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.Backoff;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.runtime.health.Health;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Holds a service back until its topics can be used. What time may heal (no broker, too few, no right) is a
 * waiting condition {@code kafka} and is tried again, with backoff; a topic that is wrong fails the
 * service for good.
 */
public final class TopicsGate {

    private static final String CONDITION = "kafka";

    private final Attempt topics;
    private final Health health;
    private final Backoff backoff;

    /** One attempt to have the topics. */
    interface Attempt {
        List<TopicCheck> ensure(List<TopicSpec> specs) throws InterruptedException;
    }

    /** Retries after half a second at first, half a minute at most. */
    public TopicsGate(TopicsAdmin topics, Health health) {
        this(topics::ensure, health, new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30)));
    }

    TopicsGate(Attempt topics, Health health, Backoff backoff) {
        this.topics = requireNonNull(topics, "topics is null");
        this.health = requireNonNull(health, "health is null");
        this.backoff = requireNonNull(backoff, "backoff is null");
    }

    /**
     * Waits until every topic can be used.
     *
     * @return false where the service has failed for good
     * @throws InterruptedException when interrupted, as a service that stops does
     */
    public boolean await(List<TopicSpec> specs) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            List<TopicCheck> unusable = topics.ensure(specs).stream()
                    .filter(check -> !check.usable())
                    .toList();
            if (unusable.isEmpty()) {
                health.ok(CONDITION);
                return true;
            }
            Optional<TopicCheck> hopeless =
                    unusable.stream().filter(TopicCheck.Wrong.class::isInstance).findFirst();
            if (hopeless.isPresent()) {
                health.waiting(CONDITION, hopeless.get().sentence());
                health.fail(hopeless.get().sentence());
                return false;
            }
            health.waiting(CONDITION, unusable.get(0).sentence());
            Pause.of(backoff.delay(failures, health.service()));
        }
    }
}
