package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.Backoff;
import io.rollcall.prober.schedule.UnreadableStateException;
import io.rollcall.runtime.kafka.Login;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.TopologyException;

/** What to do when a stream thread died: again, where time or somebody may heal it, else no more. Thread-safe. */
final class Recovery {
    /** So many deaths of unknown cause in a row are enough. */
    static final int MOST = 5;
    /** Deaths further apart than this are not in a row. */
    static final Duration CALM = Duration.ofMinutes(5);

    private final String servers;
    private final Clock clock;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private Instant lastDeath = Instant.MIN;
    private int deaths;

    /** What to do. */
    sealed interface Verdict {
        /** @return what happened and what heals it */
        String sentence();

        /** Wait, then go on with a new thread. */
        record Again(String sentence, Duration backoff) implements Verdict {}

        /** It would only happen again. */
        record Fatal(String sentence) implements Verdict {}
    }

    Recovery(String servers, Clock clock) {
        this.servers = requireNonNull(servers, "servers is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    synchronized Verdict decide(Throwable death) {
        Instant now = clock.instant();
        deaths = lastDeath.isBefore(now.minus(CALM)) ? 1 : deaths + 1;
        lastDeath = now;
        return fatal(death)
                .or(() -> curable(death))
                .orElseGet(() -> deaths < MOST
                        ? again("A stream thread of the prober died (" + root(death) + "); it is replaced, wait.")
                        : new Verdict.Fatal("The prober's stream died " + deaths + " times in a row (" + root(death)
                                + "); report it with the log at DEBUG."));
    }

    private static Optional<Verdict> fatal(Throwable death) {
        if (find(death, UnreadableStateException.class).isPresent()) {
            return find(death, UnreadableStateException.class).map(it -> new Verdict.Fatal(it.getMessage()));
        }
        if (find(death, UnsupportedVersionException.class).isPresent()) {
            return Optional.of(new Verdict.Fatal(
                    "The brokers are too old for the prober (" + root(death) + "); run Kafka 2.5 or newer."));
        }
        if (find(death, TopologyException.class).isPresent()
                || find(death, ConfigException.class).isPresent()) {
            return Optional.of(new Verdict.Fatal("The prober's stream cannot run as it is configured (" + root(death)
                    + "); correct prober.* and the file that kafka.config names."));
        }
        if (find(death, RecordTooLargeException.class).isPresent()) {
            return Optional.of(new Verdict.Fatal("A record of the prober is larger than the brokers take ("
                    + root(death) + "); raise max.message.bytes of the topic and max.request.size in kafka.config."));
        }
        return death instanceof VirtualMachineError
                ? Optional.of(
                        new Verdict.Fatal("The prober's JVM cannot go on (" + root(death) + "); give it more memory."))
                : Optional.empty();
    }

    private Optional<Verdict> curable(Throwable death) {
        if (find(death, MissingSourceTopicException.class).isPresent()) {
            return Optional.of(
                    again("A topic that the prober reads is missing; create it with rollcall topics create."));
        }
        if (find(death, AuthorizationException.class).isPresent()) {
            return Optional.of(again("Kafka refuses something to the prober (" + root(death)
                    + "); grant it its topics, and group, transactional ids and internal topics by the prefix of its"
                    + " application id."));
        }
        Optional<String> login = Login.sentence(servers, death);
        if (login.isPresent()) {
            return login.map(
                    sentence -> again(sentence + " Then start the prober again: its stream keeps what it began with."));
        }
        return find(death, RetriableException.class)
                .map(it -> again("Kafka at " + servers + " does not answer as it should (" + root(death)
                        + "); check the brokers, it is tried again."));
    }

    private Verdict again(String sentence) {
        return new Verdict.Again(sentence, backoff.delay(deaths, "stream"));
    }

    private static <T extends Throwable> Optional<T> find(Throwable death, Class<T> type) {
        Throwable at = death;
        for (int depth = 0; at != null && depth < 20; depth++) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    private static String root(Throwable death) {
        Throwable root = death;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": "
                + (root.getMessage() == null ? "no detail" : root.getMessage().replaceFirst("\\.$", ""));
    }
}
