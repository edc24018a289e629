package io.rollcall.runtime.kafka;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What a failed call to the broker means for a topic. */
final class KafkaFailures {

    private KafkaFailures() {}

    static Throwable unwrap(Throwable e) {
        return (e instanceof ExecutionException || e instanceof CompletionException) && e.getCause() != null
                ? unwrap(e.getCause())
                : e;
    }

    /** @param right the right that the call needs */
    static TopicCheck check(String topic, String right, Brokers brokers, Throwable failure) {
        Throwable e = unwrap(failure);
        // First: a refused login is an InvalidConfigurationException too.
        Optional<Remedy> login = Login.remedy(brokers.servers(), e);
        if (login.isPresent()) {
            return unusable(topic, login.get());
        }
        if (e instanceof AuthorizationException) {
            return new TopicCheck.NotAuthorised(topic, "grant this client " + right + " on it");
        }
        if (e instanceof InvalidReplicationFactorException) {
            return new TopicCheck.Refused(
                    topic,
                    e.getMessage(),
                    "set kafka.replicationFactor and kafka.minInSyncReplicas to what the brokers can hold");
        }
        if (e instanceof PolicyViolationException
                || e instanceof InvalidConfigurationException
                || e instanceof InvalidPartitionsException
                || e instanceof InvalidTopicException) {
            return new TopicCheck.Refused(
                    topic, e.getMessage(), "have it created by hand, or change the brokers' policy");
        }
        return unusable(topic, brokers.unreachable(e));
    }

    static TopicCheck unusable(String topic, Remedy remedy) {
        return new TopicCheck.Unreachable(topic, remedy.reason(), remedy.fix());
    }

    /** What it means that a client cannot even be made. Its message may quote what should have been a secret. */
    static Optional<Remedy> unmade(Throwable e) {
        if (chain(e).anyMatch(it ->
                it instanceof ConfigException && String.valueOf(it.getMessage()).contains("bootstrap"))) {
            return Optional.empty();
        }
        if (chain(e).anyMatch(it -> String.valueOf(it.getMessage()).contains("JAAS"))) {
            return Optional.of(new Remedy(
                    "the Kafka client cannot read sasl.jaas.config",
                    "write it, %s, as <login module> required username=\"…\" password=\"…\";".formatted(Remedy.FILE)));
        }
        return Optional.of(
                new Remedy("the Kafka client cannot be made (%s)".formatted(root(e)), "correct that " + Remedy.FILE));
    }

    /** Whether nobody answered, for whatever reason. */
    static boolean isUnanswered(Throwable failure) {
        return chain(failure)
                .anyMatch(it -> it instanceof TimeoutException
                        || it instanceof java.util.concurrent.TimeoutException
                        || it instanceof DisconnectException);
    }

    private static Stream<Throwable> chain(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(20);
    }

    static String root(Throwable e) {
        Throwable root = chain(e).reduce((first, second) -> second).orElse(e);
        String message = root.getMessage() == null ? "no detail" : root.getMessage();
        return root.getClass().getSimpleName() + ": " + message.replaceFirst("\\.$", "");
    }
}
