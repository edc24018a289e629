package io.rollcall.standalone.bus;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.topics.TopicSpec;
import io.rollcall.runtime.kafka.TopicCheck;
import io.rollcall.standalone.terminal.Colour;
import io.rollcall.standalone.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A topic as a line: for a person, or for a program. */
final class TopicLine {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int STATE_WIDTH = "not authorised".length() + 2;

    private final Terminal terminal;
    private final int width;

    TopicLine(Terminal terminal, List<TopicSpec> specs) {
        this.terminal = terminal;
        this.width = specs.stream().mapToInt(spec -> spec.name().length()).max().orElse(0) + 2;
    }

    String text(TopicSpec spec, TopicCheck check) {
        boolean forgets = check instanceof TopicCheck.Forgets;
        Colour good = forgets ? Colour.WARN : Colour.GOOD;
        return terminal.cell(check.usable() ? good : Colour.BAD, state(check), STATE_WIDTH)
                + spec.name()
                + " ".repeat(width - spec.name().length())
                + (check.usable() && !forgets ? shape(spec) : check.sentence());
    }

    static String json(TopicSpec spec, TopicCheck check) {
        ObjectNode object = JSON.createObjectNode()
                .put("topic", spec.name())
                .put("state", state(check))
                .put("usable", check.usable())
                .put("words", check.sentence())
                .put("partitions", spec.partitions());
        ObjectNode settings = object.putObject("settings");
        new TreeMap<>(spec.settings()).forEach(settings::put);
        return object.toString();
    }

    private static String shape(TopicSpec spec) {
        return "%d partitions, %s"
                .formatted(
                        spec.partitions(),
                        days(spec, "retention.ms")
                                .map("kept for %d d"::formatted)
                                .or(() -> days(spec, "min.compaction.lag.ms")
                                        .map("kept for %d d, then each key's last"::formatted))
                                .orElse("compacted"));
    }

    private static Optional<Long> days(TopicSpec spec, String setting) {
        return Optional.ofNullable(
                        spec.history().getOrDefault(setting, spec.settings().get(setting)))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)).toDays());
    }

    private static String state(TopicCheck check) {
        if (check instanceof TopicCheck.Created) {
            return "created";
        } else if (check instanceof TopicCheck.Ok) {
            return "ok";
        } else if (check instanceof TopicCheck.Forgets) {
            return "forgets";
        } else if (check instanceof TopicCheck.Missing) {
            return "missing";
        } else if (check instanceof TopicCheck.Wrong) {
            return "wrong";
        } else if (check instanceof TopicCheck.Refused) {
            return "refused";
        }
        return check instanceof TopicCheck.NotAuthorised ? "not authorised" : "unreachable";
    }
}
