package io.rollcall.standalone.chaos;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.standalone.chaos.history.BusReader;
import io.rollcall.standalone.chaos.history.Evidence;
import io.rollcall.standalone.chaos.history.Guarantee;
import io.rollcall.standalone.chaos.history.History;
import io.rollcall.standalone.chaos.history.Sight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** One run on its ground: images are made, turn follows turn, all comes to rest, and every guarantee is asked. */
final class Run {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    /** From the last strike of a turn until every image is right, and for each image. */
    private static final Duration RIGHT_WITHIN = Duration.ofMinutes(3);

    private static final Duration EACH_WITHIN = Duration.ofMillis(200);

    /** Until the last Event and the last record are there. */
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(2);

    private final ChaosOptions options;
    private final Plan plan;
    private final Ground ground;
    private final Story story;
    private final Clock clock;
    private final List<String> broken = new ArrayList<>();

    Run(ChaosOptions options, Plan plan, Ground ground, Story story, Clock clock) {
        this.options = options;
        this.plan = plan;
        this.ground = ground;
        this.story = story;
        this.clock = clock;
    }

    Outcome play() throws InterruptedException {
        story.says("starting two of each service, and making %,d images".formatted(options.images()));
        ground.fleet().start();
        List<ImageKey> keys = new Images(ground.cluster(), ground.storage().registry(), clock).create(options.images());
        awaitReady();
        try (Striker striker = new Striker(ground, keys, story::strikes)) {
            for (Turn turn : plan.turns()) {
                if (broken.isEmpty()) {
                    play(turn, striker);
                    broken.addAll(striker.mishaps());
                }
            }
        }
        return rest();
    }

    private void play(Turn turn, Striker striker) throws InterruptedException {
        story.says(turn.storageThere() ? "the storage is back" : "the storage is away");
        ground.storage().set(turn.storageThere());
        striker.play(turn.strikes());
        story.says("all strikes of this turn are over; %,d of %,d images are %s"
                .formatted(ground.witness().count(turn.phase()), options.images(), turn.phase()));
        await(
                RIGHT_WITHIN.plus(EACH_WITHIN.multipliedBy(options.images())),
                "every image to be " + turn.phase(),
                () -> ground.witness().count(turn.phase()) == options.images());
    }

    private Outcome rest() throws InterruptedException {
        awaitReady();
        broken.addAll(ground.fleet().complaints());
        Instant since = clock.instant();
        try (BusReader bus = new BusReader(ground.broker().bootstrapServers(), ground.topics())) {
            await(TOLD_WITHIN, "a last look at every image", () -> bus.catchUp() && atRest(bus.evidence(), since));
            Findings findings = new Findings(bus);
            await(TOLD_WITHIN, "every guarantee to hold", findings::held);
            broken.addAll(findings.violations);
            return Outcome.of(broken, findings.history);
        }
    }

    /** What the guarantees say, and of what. */
    private final class Findings {
        private final List<Guarantee> guarantees = Guarantee.ofAWholeRun(options.images());
        private final BusReader bus;
        private History history;
        private List<String> violations;

        Findings(BusReader bus) {
            this.bus = bus;
        }

        /** Asks them anew: an Event or a record may come a little later than what it tells of. */
        boolean held() {
            boolean whole = bus.catchUp();
            List<Sight> sights = ground.witness().sights();
            Set<String> uids = sights.stream().map(Sight::uid).collect(Collectors.toSet());
            history = bus.history(sights, ground.events(uids), ground.poisoner().poison());
            violations = Guarantee.violations(guarantees, history);
            return whole && violations.isEmpty();
        }
    }

    /** Whether the last that was said of each is that it is Ready, and there: nothing more is to come of what was before. */
    private boolean atRest(List<Evidence> evidence, Instant since) {
        Map<String, Evidence> last = new HashMap<>();
        evidence.forEach(it -> last.put(it.uid(), it));
        return last.size() == options.images()
                && last.values().stream()
                        .allMatch(it -> it.says().equals(Evidence.READY)
                                && it.phase().equals(Evidence.READY)
                                && it.second().isAfter(since));
    }

    private void awaitReady() throws InterruptedException {
        await(READY_WITHIN, "every service to be ready", ground.fleet()::isReady);
    }

    /** Once something is broken it is only looked at, and nothing is waited for. */
    private void await(Duration within, String what, BooleanSupplier holds) throws InterruptedException {
        long from = System.nanoTime();
        Duration patience = broken.isEmpty() ? within : Duration.ZERO;
        if (Waits.until(holds, patience)) {
            story.says("%s took %.1f s".formatted(what, (System.nanoTime() - from) / 1e9));
        } else {
            broken.add("waited %d s in vain for %s".formatted(patience.toSeconds(), what));
            story.says(broken.get(broken.size() - 1));
        }
    }
}
