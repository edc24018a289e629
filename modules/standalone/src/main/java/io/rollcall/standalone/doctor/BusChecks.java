package io.rollcall.standalone.doctor;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.runtime.kafka.ClusterCheck;
import io.rollcall.runtime.kafka.TopicCheck;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.standalone.cli.Bus;
import io.rollcall.standalone.cli.Listening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The brokers, and the topics on them. Creates none: the brokers themselves say whether they would. */
final class BusChecks {

    static final String BROKER = "broker";
    static final String TOPICS = "topics";

    private final Bus bus;
    private final TopicsAdmin admin;

    BusChecks(Bus bus, TopicsAdmin admin) {
        this.bus = requireNonNull(bus, "bus is null");
        this.admin = requireNonNull(admin, "admin is null");
    }

    static List<Finding> none() {
        return List.of(
                Finding.skipped(BROKER, "broker", "none is named; 'rollcall up' brings its own"),
                Finding.skipped(TOPICS, "topics", "'rollcall up' creates them on its own broker"));
    }

    List<Finding> look() throws InterruptedException {
        String servers = bus.config().kafka().bootstrapServers();
        ClusterCheck cluster = Listening.nowhere(servers)
                ? new ClusterCheck.Silent(
                        "nothing listens at " + servers, "start Kafka there, or correct kafka.bootstrapServers")
                : admin.cluster();
        List<Finding> findings = new ArrayList<>(List.of(broker(servers, cluster)));
        if (cluster instanceof ClusterCheck.Answers) {
            findings.addAll(topics(admin.rehearse(specs())));
        } else {
            findings.add(Finding.skipped(TOPICS, "topics", "the broker does not answer"));
        }
        return findings;
    }

    private List<TopicSpec> specs() {
        return bus.config().kafka().topics().all();
    }

    static Finding broker(String servers, ClusterCheck check) {
        if (check instanceof ClusterCheck.Silent silent) {
            return Finding.failed(BROKER, "broker", silent.reason(), silent.fix());
        }
        ClusterCheck.Answers answers = (ClusterCheck.Answers) check;
        return Finding.passed(
                BROKER,
                "broker",
                "%s, cluster %s, %s"
                        .formatted(
                                servers,
                                answers.clusterId().isEmpty() ? "without a name" : answers.clusterId(),
                                answers.brokers() == 1 ? "1 broker" : answers.brokers() + " brokers"));
    }

    /** One line for all that are right, one for all that may come, one for each ill. */
    static List<Finding> topics(List<TopicCheck> checks) {
        List<Finding> findings = new ArrayList<>();
        long right = checks.stream().filter(BusChecks::isRight).count();
        long missing =
                checks.stream().filter(TopicCheck.Missing.class::isInstance).count();
        if (right > 0) {
            findings.add(Finding.passed(TOPICS, "topics", right + " are as they must be"));
        }
        if (missing > 0) {
            findings.add(Finding.passed(
                    TOPICS, "topics", missing + " are missing and may be created; the services do it at their start"));
        }
        Map<Result, List<String>> ills = new LinkedHashMap<>();
        for (TopicCheck check : checks) {
            if (!isRight(check) && !(check instanceof TopicCheck.Missing)) {
                ills.computeIfAbsent(ill(check), key -> new ArrayList<>()).add(check.topic());
            }
        }
        ills.forEach((ill, topics) ->
                findings.add(new Finding(TOPICS, "topic" + (topics.size() > 1 ? "s " : " ") + list(topics), ill)));
        return findings;
    }

    private static boolean isRight(TopicCheck check) {
        return check.usable() && !(check instanceof TopicCheck.Forgets);
    }

    private static String list(List<String> topics) {
        return topics.size() <= 2
                ? String.join(", ", topics)
                : "%s, %s and %d more".formatted(topics.get(0), topics.get(1), topics.size() - 2);
    }

    private static Result ill(TopicCheck check) {
        if (check instanceof TopicCheck.Forgets forgets) {
            return new Result.Warned(
                    "can be used, but with %s %s, not %s, a replay reaches back less far"
                            .formatted(forgets.setting(), forgets.has(), forgets.wants()),
                    forgets.fix());
        } else if (check instanceof TopicCheck.Wrong wrong) {
            return new Result.Failed(
                    "has %s %s but must have %s".formatted(wrong.setting(), wrong.has(), wrong.wants()), wrong.fix());
        } else if (check instanceof TopicCheck.Refused refused) {
            return new Result.Failed(
                    "cannot be created (%s)".formatted(refused.reason().replaceFirst("\\.$", "")), refused.fix());
        } else if (check instanceof TopicCheck.NotAuthorised denied) {
            return new Result.Failed("Kafka does not allow this", denied.fix());
        }
        return Result.Failed.of(check.sentence());
    }
}
