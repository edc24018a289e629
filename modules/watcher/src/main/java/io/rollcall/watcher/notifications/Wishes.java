package io.rollcall.watcher.notifications;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.contract.probe.Occasion;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which probes the events of one delivery ask for. A tag is asked for by itself; what names no tag may be any of the
 * repository's, so all of them are. What is asked for twice is asked for once, on the first occasion: a deletion and a push
 * stay apart, for whoever reads later who deleted it.
 */
final class Wishes {

    /** Stands for every target of the repository. */
    private static final String ALL = "";

    private final String registry;
    private final List<Told> told = new ArrayList<>();
    private final Map<Group, Map<String, Occasion>> groups = new LinkedHashMap<>();

    /** An event, and what becomes of it once Kafka has the requests. */
    record Told(String action, Outcome outcome) {}

    /** What is asked for together: canonical references with their occasions, {@link #ALL} among them. */
    private record Group(String repository, String action) {}

    private Wishes(String registry) {
        this.registry = registry;
    }

    /** @param registry as image references name it */
    static Wishes of(String registry, List<Event> events) {
        Wishes wishes = new Wishes(registry);
        events.forEach(event -> wishes.told.add(new Told(event.action(), wishes.take(event))));
        return wishes;
    }

    /** Each event, in order. */
    List<Told> told() {
        return List.copyOf(told);
    }

    /** The requests of all of them. */
    List<ProbeRequest> requests(String cluster, Instant now) {
        List<ProbeRequest> requests = new ArrayList<>();
        groups.forEach((group, targets) -> {
            Map<String, Occasion> asked = targets.containsKey(ALL) ? Map.of(ALL, targets.get(ALL)) : targets;
            asked.forEach((target, why) -> requests.add(new ProbeRequest(
                    ProbeRequest.SCHEMA_VERSION,
                    cluster,
                    group.repository(),
                    target.equals(ALL) ? null : target,
                    Trigger.NOTIFICATION,
                    now,
                    null,
                    why)));
        });
        return requests;
    }

    private Outcome take(Event event) {
        return switch (event.action()) {
            case "delete" -> ask(event);
            // of a blob nobody asks: the manifest that needs it is pushed after it
            case "push" -> event.isBlob() ? Outcome.IGNORED : ask(event);
            case "pull" -> Outcome.DROPPED;
            default -> Outcome.IGNORED;
        };
    }

    private Outcome ask(Event event) {
        Optional<ImageReference> named = reference(event, event.tag() == null ? "" : ":" + event.tag());
        named.ifPresent(it -> add(event, it, event.tag() == null ? ALL : it.canonical()));
        if (event.tag() != null && event.digest() != null) {
            // who refers to it by digest sees it too
            reference(event, "@" + event.digest()).ifPresent(it -> add(event, it, it.canonical()));
        }
        return named.isPresent() ? Outcome.REQUESTED : Outcome.UNUSABLE;
    }

    private void add(Event event, ImageReference reference, String target) {
        groups.computeIfAbsent(new Group(reference.repositoryKey(), event.action()), any -> new LinkedHashMap<>())
                .putIfAbsent(target, event.occasion());
    }

    private Optional<ImageReference> reference(Event event, String end) {
        return ReferenceParser.parse(registry + "/" + event.repository() + end) instanceof Parsed.Valid valid
                ? Optional.of(valid.reference())
                : Optional.empty();
    }
}
