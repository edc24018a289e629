package io.rollcall.standalone.chaos;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.standalone.cli.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells a run: how it goes on, on standard error for a person; how it ended, on standard output. With {@code --json} each
 * strike is an object on standard output too. Safe for use by several threads.
 */
final class Story {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_TOLD = 20;

    private final ChaosOptions options;
    private final Surroundings surroundings;
    private final boolean json;
    private final Clock clock;
    private final Instant begin;

    Story(ChaosOptions options, Surroundings surroundings, boolean json) {
        this.options = options;
        this.surroundings = surroundings;
        this.json = json;
        this.clock = surroundings.clock();
        this.begin = clock.instant();
    }

    /** Something that a person may like to know. */
    synchronized void says(String sentence) {
        surroundings.err().line("%7.1f s  %s".formatted(seconds(), sentence));
    }

    synchronized void strikes(Strike strike) {
        says("! " + strike.words());
        if (json) {
            surroundings
                    .out()
                    .line(JSON.createObjectNode()
                            .put("t", seconds())
                            .put("fault", strike.fault().words())
                            .put("lasts", strike.lasts().toMillis() / 1000.0)
                            .toString());
        }
    }

    /** @param look where the logs are, if they are kept */
    synchronized void ended(Outcome outcome, Path look) {
        surroundings.out().line(json ? object(outcome, look) : text(outcome, look));
    }

    private String object(Outcome outcome, Path look) {
        ObjectNode end = JSON.createObjectNode().put("result", outcome.held() ? "ok" : "failed");
        end.put("seed", options.seed()).put("faults", options.faults()).put("images", options.images());
        outcome.counts().forEach(end::put);
        end.put("seconds", seconds());
        if (!outcome.held()) {
            end.put("broken", outcome.broken().size());
            List<String> first = outcome.broken().stream().limit(MOST_TOLD).toList();
            first.forEach(end.putArray("first")::add);
            end.put("look", look.toString());
        }
        return end.put("repeat", options.repeat()).toString();
    }

    private String text(Outcome outcome, Path look) {
        StringBuilder text = new StringBuilder();
        outcome.counts().forEach((name, count) -> text.append("%,10d %s%n".formatted(count, name)));
        if (outcome.held()) {
            text.append("Every guarantee held, for %d faults and %,d images, in %.0f s."
                    .formatted(options.faults(), options.images(), seconds()));
        } else {
            outcome.broken().stream().limit(MOST_TOLD).forEach(it -> text.append("  ✗ %s%n".formatted(it)));
            text.append("Broken %d times; the first are above. Logs: %s."
                    .formatted(outcome.broken().size(), look));
        }
        return text.append("%nAgain: %s".formatted(options.repeat())).toString();
    }

    private double seconds() {
        return Duration.between(begin, clock.instant()).toMillis() / 1000.0;
    }
}
