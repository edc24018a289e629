package io.rollcall.runtime.kafka;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.runtime.config.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Creates and verifies topics. Never changes a topic that exists. Holds no connection between calls;
 * a call takes at most a few times its timeout. Safe for use by several threads.
 */
public final class TopicsAdmin {

    /** Longest wait for an answer to a knock. */
    private static final Duration KNOCK = Duration.ofSeconds(2);

    private final Supplier<Map<String, Object>> settings;
    private final KafkaConfig kafka;
    private final Duration timeout;

    /**
     * @param settings of an admin client, as {@link KafkaSettings#admin} gives them
     * @param kafka the brokers, for messages, and the replicas of topics that are created
     * @param timeout longest wait for one answer of the broker
     */
    public TopicsAdmin(Map<String, Object> settings, KafkaConfig kafka, Duration timeout) {
        this(() -> settings, kafka, timeout);
    }

    /** The same, with settings that are asked for at each call: what is corrected meanwhile counts. */
    public TopicsAdmin(Supplier<Map<String, Object>> settings, KafkaConfig kafka, Duration timeout) {
        this.settings = requireNonNull(settings, "settings is null");
        this.kafka = requireNonNull(kafka, "kafka is null");
        this.timeout = requireNonNull(timeout, "timeout is null");
    }

    /**
     * Creates the topics that are missing, waits until each partition of all of them has a leader that
     * serves, and verifies those that existed. One answer a topic, in the order of the specs.
     *
     * @throws InterruptedException when interrupted; topics may have been created
     */
    public List<TopicCheck> ensure(List<TopicSpec> specs) throws InterruptedException {
        return withAdmin(specs, session -> session.check(specs, Creation.REAL));
    }

    /** Verifies the topics and creates none. */
    public List<TopicCheck> describe(List<TopicSpec> specs) throws InterruptedException {
        return withAdmin(specs, session -> session.check(specs, Creation.NONE));
    }

    /**
     * Verifies the topics, and has the brokers say whether they would create those that are missing: these stay
     * {@link TopicCheck.Missing} if so, else say why not. Creates none.
     */
    public List<TopicCheck> rehearse(List<TopicSpec> specs) throws InterruptedException {
        return withAdmin(specs, session -> session.check(specs, Creation.REHEARSED));
    }

    /** Asks the brokers who they are. */
    public ClusterCheck cluster() throws InterruptedException {
        return withAdmin(TopicsSession::cluster, remedy -> new ClusterCheck.Silent(remedy.reason(), remedy.fix()));
    }

    /** What becomes of topics that are missing. */
    enum Creation {
        NONE,
        REHEARSED,
        REAL
    }

    private interface Call<T> {
        T run(TopicsSession session) throws InterruptedException;
    }

    private List<TopicCheck> withAdmin(List<TopicSpec> specs, Call<List<TopicCheck>> call) throws InterruptedException {
        return withAdmin(call, remedy -> specs.stream()
                .map(spec -> KafkaFailures.unusable(spec.name(), remedy))
                .toList());
    }

    private <T> T withAdmin(Call<T> call, Function<Remedy, T> unusable) throws InterruptedException {
        // A new client each time: where a broker's name does not resolve yet, none can be made.
        Map<String, Object> bounded = new HashMap<>(settings.get());
        bounded.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        bounded.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        Brokers brokers = new Brokers(kafka.bootstrapServers(), bounded, min(timeout, KNOCK));
        Optional<Remedy> mismatch = brokers.mismatch();
        if (mismatch.isPresent()) {
            return unusable.apply(mismatch.get());
        }
        Admin admin;
        try {
            admin = Admin.create(bounded);
        } catch (KafkaException e) {
            return unusable.apply(KafkaFailures.unmade(e).orElseGet(() -> brokers.unreachable(e)));
        }
        try {
            return call.run(new TopicsSession(admin, kafka, brokers, timeout));
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
