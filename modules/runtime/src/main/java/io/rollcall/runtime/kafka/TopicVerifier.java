package io.rollcall.runtime.kafka;

import io.rollcall.contract.topics.TopicSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares a topic as it is with a topic as it must be. Pure. */
final class TopicVerifier {

    /** Settings in milliseconds of which more is as good. */
    private static final Set<String> AT_LEAST = Set.of("retention.ms", "min.compaction.lag.ms", "delete.retention.ms");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final long FOR_EVER = -1;

    private TopicVerifier() {}

    /**
     * @param partitions how many the topic has
     * @param replicas the fewest that a partition of it has
     * @param settings the topic's settings, defaults of the broker included
     */
    static TopicCheck verify(TopicSpec spec, int partitions, int replicas, Map<String, String> settings) {
        if (partitions != spec.partitions()) {
            return new TopicCheck.Wrong(
                    spec.name(),
                    "partitions",
                    String.valueOf(partitions),
                    String.valueOf(spec.partitions()),
                    "set kafka.partitions to %d, or choose a new kafka.topicPrefix".formatted(partitions));
        }
        for (Map.Entry<String, String> wanted : new TreeMap<>(spec.settings()).entrySet()) {
            String has = settings.getOrDefault(wanted.getKey(), "none");
            if (!serves(wanted.getKey(), wanted.getValue(), has)) {
                return wrong(spec, wanted.getKey(), has, wanted.getValue());
            }
        }
        int inSync = Integer.parseInt(settings.getOrDefault("min.insync.replicas", "1"));
        if (inSync > replicas) {
            // With acks=all no record would ever be accepted.
            return wrong(spec, "min.insync.replicas", String.valueOf(inSync), String.valueOf(replicas));
        }
        return forgets(spec, settings).<TopicCheck>map(it -> it).orElseGet(() -> new TopicCheck.Ok(spec.name()));
    }

    private static Optional<TopicCheck.Forgets> forgets(TopicSpec spec, Map<String, String> settings) {
        return new TreeMap<>(spec.history())
                .entrySet().stream()
                        .filter(wanted -> !serves(
                                wanted.getKey(), wanted.getValue(), settings.getOrDefault(wanted.getKey(), "none")))
                        .findFirst()
                        .map(wanted -> new TopicCheck.Forgets(
                                spec.name(),
                                wanted.getKey(),
                                settings.getOrDefault(wanted.getKey(), "none"),
                                wanted.getValue(),
                                alter(spec, wanted.getKey(), wanted.getValue())));
    }

    private static TopicCheck wrong(TopicSpec spec, String setting, String has, String wants) {
        return new TopicCheck.Wrong(spec.name(), setting, has, wants, alter(spec, setting, wants));
    }

    private static String alter(TopicSpec spec, String setting, String wants) {
        return "run kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config %s=%s"
                .formatted(spec.name(), setting, wants.contains(",") ? "[" + wants + "]" : wants);
    }

    /** What keeps records longer than it must loses nothing. */
    private static boolean serves(String setting, String wanted, String has) {
        return same(wanted, has) || (AT_LEAST.contains(setting) && isLonger(has, wanted));
    }

    private static boolean isLonger(String has, String wanted) {
        if (!NUMBER.matcher(has).matches()) {
            return false;
        }
        long millis = Long.parseLong(has);
        return millis == FOR_EVER || millis > Long.parseLong(wanted);
    }

    /** Lists are the same in any order. */
    private static boolean same(String wanted, String has) {
        return parts(wanted).equals(parts(has));
    }

    private static Set<String> parts(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    }
}
