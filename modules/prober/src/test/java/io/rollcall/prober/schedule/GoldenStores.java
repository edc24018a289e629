package io.rollcall.prober.schedule;

import static java.time.Instant.parse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the files in {@code golden/v1} must be read as. */
final class GoldenStores {
    private static final String HOST = "dvcr.d8-virtualization.svc";
    static final String URL = "dvcr.d8-virtualization.svc/vi/team-a/ubuntu:8f0b6c1e";
    static final ImageKey IMAGE = new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", "ubuntu");
    private static final Instant BOUND_AT = parse("2026-11-21T06:00:02.125Z");

    private GoldenStores() {}

    /** One stored value: its file, its key, its type, what it is. */
    record Stored<T>(String file, String key, Class<T> type, T expected) {
        @Override
        public String toString() {
            return file;
        }
    }

    static List<Stored<?>> all() {
        return List.of(
                new Stored<>("binding.json", IMAGE.toString(), Binding.class, binding()),
                new Stored<>("target.json", TargetKey.of(lost()).text(), Target.class, target()),
                new Stored<>("target-no-reference.json", "!no reference MANIFEST default", Target.class, unreadable()),
                new Stored<>("bind.json", "dvcr.d8-virtualization.svc/vi/team-a/ubuntu", TargetCommand.class, bind()),
                new Stored<>(
                        "unbind.json",
                        "dvcr.d8-virtualization.svc/vi/team-a/ubuntu",
                        TargetCommand.class,
                        new TargetCommand.Unbind(TargetKey.of(lost()).text(), URL, IMAGE, "presence")),
                new Stored<>("registry-report.json", HOST, RegistryReport.class, report()),
                new Stored<>("registry-view.json", HOST, RegistryView.class, outOfReach()),
                new Stored<>(
                        "registry-view-answering.json",
                        HOST,
                        RegistryView.class,
                        new RegistryView(Map.of(), 4, null, null)));
    }

    private static Binding binding() {
        return new Binding("8f0b6c1e", "48213", "2026-11-21T09:00:00+03:00", List.of(lost()));
    }

    private static Target target() {
        LastProbe last = new LastProbe(
                new Verdict.Absent("MANIFEST_UNKNOWN"),
                4,
                parse("2026-11-21T06:00:05.001Z"),
                Trigger.RECHECK,
                parse("2026-11-21T06:10:00.018Z"),
                parse("2026-11-21T06:10:00.031Z"));
        Want want = new Want(Trigger.MANUAL, parse("2026-11-21T06:11:00Z"), parse("2026-11-21T06:11:01.500Z"));
        return new Target(List.of(subscriber(lost())), List.of(want), last);
    }

    private static Target unreadable() {
        LastProbe last = new LastProbe(
                new Verdict.Inconclusive(Reason.BAD_REFERENCE), 1, BOUND_AT, Trigger.CHANGED, BOUND_AT, BOUND_AT);
        return new Target(List.of(), List.of(), last);
    }

    private static TargetCommand bind() {
        return new TargetCommand.Bind(subscriber(lost()), Trigger.CHANGED);
    }

    private static RegistryReport report() {
        return new RegistryReport(
                HOST,
                "1_3",
                "prober-0",
                204,
                11,
                7,
                BreakerState.HALF_OPEN,
                parse("2026-11-21T06:00:10.250Z"),
                parse("2026-11-21T06:00:05.001Z"),
                parse("2026-11-21T06:05:20.031Z"),
                null);
    }

    private static RegistryView outOfReach() {
        Incident incident = new Incident(parse("2026-11-21T06:00:10.250Z"), parse("2026-11-21T06:06:00.125Z"), true);
        return new RegistryView(Map.of("1_3", report()), 5, incident, parse("2026-11-21T06:00:04.125Z"));
    }

    private static Subscriber subscriber(Ask ask) {
        return new Subscriber(IMAGE, "8f0b6c1e", "48213", ask, BOUND_AT);
    }

    private static Ask lost() {
        ObjectNode context = JsonNodeFactory.instance
                .objectNode()
                .put("phase", "ImageLost")
                .put("readyTransitionTime", "2026-11-21T06:00:00Z");
        return new Ask(
                "presence",
                URL,
                Purpose.PRESENCE,
                new Cadence.Progressive(parse("2026-11-21T06:00:00Z"), Duration.ofSeconds(15), Duration.ofMinutes(5)),
                Lane.LOST,
                Depth.MANIFEST,
                "default",
                "default",
                parse("2026-11-21T06:00:01Z"),
                context);
    }
}
