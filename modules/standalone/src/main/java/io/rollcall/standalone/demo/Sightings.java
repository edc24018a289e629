package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.standalone.demo.History.At;
import io.rollcall.standalone.demo.History.Probe;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What has been seen so far, in the resources and on the bus. Safe for use by several threads. */
final class Sightings {

    private static final class Image {
        private final List<At<String>> phases = new ArrayList<>();
        private final Map<String, At<Noted>> events = new LinkedHashMap<>();
        private final List<At<Noted>> alerts = new ArrayList<>();
        private Optional<Probe> probe = Optional.empty();
    }

    private final Clock clock;
    private final Map<String, Image> images = new HashMap<>();
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private final List<String> strangers = new ArrayList<>();
    private boolean massLossTold;
    private long changes;

    Sightings(Clock clock) {
        this.clock = requireNonNull(clock, "clock is null");
    }

    synchronized void image(ImageView view) {
        List<At<String>> phases = image(view.uid()).phases;
        if (phases.isEmpty() || !phases.get(phases.size() - 1).what().equals(view.phase())) {
            phases.add(at(view.phase()));
            changed();
        }
    }

    synchronized void event(Noted note) {
        if (image(note.uid()).events.putIfAbsent(note.transition(), at(note)) == null) {
            changed();
        }
    }

    /** All images are gone once: that may be told as one mass loss. An alert that the demo does not expect is kept apart. */
    synchronized void alert(Alert alert) {
        Optional<Turn> turn = Turn.ofAlert(alert.type());
        String uid = alert.data().path("uid").asText();
        if (turn.isPresent()) {
            image(uid).alerts.add(at(new Noted(uid, turn.get(), alert.id())));
        } else if (alert.type().equals(AlertType.REGISTRY_MASSLOSS) && !massLossTold) {
            massLossTold = true;
        } else {
            strangers.add(alert.type().name() + " about " + alert.subject());
        }
        changed();
    }

    synchronized void probe(ProbeResult result) {
        verdicts.merge(result.verdict().is(), 1, Integer::sum);
        image(result.uid()).probe = Optional.of(
                new Probe(result.verdict().is(), result.context().path("phase").asText(), result.startedAt()));
        changed();
    }

    synchronized History of(String uid) {
        Image image = image(uid);
        return new History(image.phases, List.copyOf(image.events.values()), image.alerts, image.probe);
    }

    /** How many probes came to which verdict. */
    synchronized Map<String, Integer> verdicts() {
        return new TreeMap<>(verdicts);
    }

    /** Alerts that nothing in the demo gives cause for. */
    synchronized List<String> strangers() {
        return List.copyOf(strangers);
    }

    /** Waits until something more was seen than at the count given, at most so long; answers the count now. */
    synchronized long awaitChange(long since, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (changes == since) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return changes;
    }

    private Image image(String uid) {
        return images.computeIfAbsent(uid, ignored -> new Image());
    }

    private <T> At<T> at(T what) {
        return new At<>(what, clock.instant());
    }

    private void changed() {
        changes++;
        notifyAll();
    }
}
