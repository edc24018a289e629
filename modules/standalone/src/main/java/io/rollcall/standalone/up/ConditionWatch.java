package io.rollcall.standalone.up;

import io.rollcall.runtime.health.Condition;
import io.rollcall.runtime.health.Condition.State;
import io.rollcall.runtime.health.Health;
import io.rollcall.standalone.services.Fleet;
import io.rollcall.standalone.terminal.Colour;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks at the services' conditions a few times a second, and tells what changed. */
final class ConditionWatch implements AutoCloseable {

    private static final long EVERY_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Fleet fleet;
    private final Health story;
    private final Story told;
    private final Clock clock;
    private final ConditionJournal journal = new ConditionJournal(PATIENCE);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "rollcall-conditions");
    private boolean ready;

    /** @param story how the telling itself is doing; of no matter to readiness */
    ConditionWatch(Fleet fleet, Health story, Story told, Clock clock) {
        this.fleet = fleet;
        this.story = story;
        this.told = told;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        List<Health> healths =
                Stream.concat(fleet.healths().stream(), Stream.of(story)).toList();
        journal.look(healths, clock.instant()).forEach(this::tell);
        boolean now = fleet.ready();
        if (now && !ready) {
            told.tell(Colour.GOOD, "ready", "all three services; what they do to an image is told here.");
        }
        ready = now;
    }

    private void tell(ConditionJournal.Note note) {
        Condition condition = note.condition();
        Colour colour =
                switch (condition.state()) {
                    case OK -> Colour.GOOD;
                    case DEGRADED, WAITING -> Colour.WARN;
                    case DOWN -> Colour.BAD;
                };
        told.tell(
                colour,
                condition.state().name().toLowerCase(Locale.ROOT),
                note.service() + ": " + condition.name()
                        + (condition.state() == State.OK ? "" : " — " + condition.reason()));
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
