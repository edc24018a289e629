package io.rollcall.runtime.kafka;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;

/** What a failed call to the broker means for a topic. */
final class KafkaFailures {

    private KafkaFailures() {}

    static Throwable unwrap(Throwable e) {
        return (e instanceof ExecutionException || e instanceof CompletionException) && e.getCause() != null
                ? unwrap(e.getCause())
                : e;
    }

    /** @param right the right that the call needs */
    static TopicCheck check(String topic, String right, String servers, Throwable failure) {
        Throwable e = unwrap(failure);
        // First: a refused login is an InvalidConfigurationException too.
        if (e instanceof AuthenticationException) {
            return new TopicCheck.Unreachable(
                    topic,
                    "Kafka at " + servers + " refused the credentials",
                    "correct them in the file that kafka.config names");
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
        return new TopicCheck.Unreachable(
                topic,
                "cannot reach Kafka at %s (%s)".formatted(servers, root(e)),
                "check kafka.bootstrapServers, and kafka.config where TLS or a login is needed");
    }

    private static String root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "no detail" : root.getMessage();
        return root.getClass().getSimpleName() + ": " + message.replaceFirst("\\.$", "");
    }
}
