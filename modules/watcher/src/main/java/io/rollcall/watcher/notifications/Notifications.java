package io.rollcall.watcher.notifications;

import static java.util.stream.Collectors.joining;

import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.Keys;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.http.Reply;
import io.rollcall.runtime.kafka.TopicCheck;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.watcher.notifications.Tokens.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * {@code POST /notifications}: what registries report of themselves becomes requests for probes. Off where no token is
 * configured. Nobody who calls it makes the service unready.
 */
public final class Notifications {
    /** Where registries deliver. */
    public static final String PATH = "/notifications";

    private static final String CONDITION = "notifications";
    private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(3);

    private final Optional<KafkaRequests> requests;

    private Notifications(Optional<KafkaRequests> requests) {
        this.requests = requests;
    }

    /** Takes deliveries from now on, or says how to switch it on. */
    public static Notifications open(ServiceContext context) {
        Optional<Path> tokenFile = context.config().notifications().tokenFile();
        if (tokenFile.isEmpty()) {
            Reply off = Reply.of(
                    404,
                    "notifications are off: set %s (%s) to a file that holds the token which registries show."
                            .formatted(Keys.NOTIFICATIONS_TOKEN_FILE.path(), Keys.NOTIFICATIONS_TOKEN_FILE.variable()));
            context.endpoints().serve(PATH, call -> off);
            return new Notifications(Optional.empty());
        }
        return open(context, new Tokens(tokenFile.get()));
    }

    private static Notifications open(ServiceContext context, Tokens tokens) {
        RollcallConfig config = context.config();
        KafkaRequests requests = requests(context);
        Deliveries.Guard guard = authorization -> {
            Check check = tokens.check(authorization);
            tell(check, context.health());
            return check;
        };
        Check unused = guard.check(Optional.empty());
        context.endpoints()
                .serve(
                        PATH,
                        new Deliveries(
                                guard,
                                new Sender(config.registries().stream()
                                        .map(RegistryConfig::host)
                                        .toList()),
                                requests,
                                config.cluster(),
                                new NotificationMeters(context.meters()),
                                new Refusals(context.clock()),
                                context.clock()));
        return new Notifications(Optional.of(requests));
    }

    private static KafkaRequests requests(ServiceContext context) {
        RollcallConfig config = context.config();
        TopicSpec topic = Topics.of(config.kafka().topicPrefix(), config.kafka().partitions())
                .probeRequests();
        TopicsAdmin topics = new TopicsAdmin(() -> context.kafka().admin(CONDITION), config.kafka(), TOPIC_TIMEOUT);
        return new KafkaRequests(
                topic.name(),
                () -> Optional.of(topics.ensure(List.of(topic)).stream()
                                .filter(check -> !check.usable())
                                .map(TopicCheck::sentence)
                                .collect(joining(" ")))
                        .filter(trouble -> !trouble.isEmpty()),
                () -> new KafkaProducer<>(KafkaRequests.settings(context.kafka().producer(CONDITION))),
                KafkaRequests.WITHIN);
    }

    private static void tell(Check check, Health health) {
        if (check instanceof Check.Unreadable unreadable) {
            health.degraded(CONDITION, unreadable.why());
        } else {
            health.ok(CONDITION);
        }
    }

    /** Asks registries to come again from now on, and lets go of Kafka once what is under way is through. */
    public void close(Duration within) {
        requests.ifPresent(it -> it.close(within));
    }
}
