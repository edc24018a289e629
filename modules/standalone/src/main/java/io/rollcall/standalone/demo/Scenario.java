package io.rollcall.standalone.demo;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The story: all images are found present; one loses its manifest and gets it back; then all of them lose their storage
 * and get it back; and in the end nothing is out of place. Each step is seen within its bound, or the story ends there.
 */
final class Scenario {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Stage stage;
    private final Sightings sightings;
    private final List<DemoImage> images;
    private final Report report;
    private final Duration bound;
    private final Clock clock;
    private final Map<Step, Spread> times = new EnumMap<>(Step.class);

    /** @param bound how long any one step may take */
    Scenario(Stage stage, Sightings sightings, List<DemoImage> images, Report report, Duration bound, Clock clock) {
        this.stage = requireNonNull(stage, "stage is null");
        this.sightings = requireNonNull(sightings, "sightings is null");
        this.images = List.copyOf(images);
        this.report = requireNonNull(report, "report is null");
        this.bound = requireNonNull(bound, "bound is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    private interface Play {
        Optional<Failure> run() throws InterruptedException;
    }

    private record Part(Step step, Play play) {}

    /** Plays it; answers the first step that was not seen. */
    Optional<Failure> play() throws InterruptedException {
        Map<String, ImageView> before = new HashMap<>();
        for (Part part : List.of(
                new Part(Step.PRESENT, () -> present(before)),
                new Part(Step.LOSE_ONE, this::loseOne),
                new Part(Step.RECOVER_ONE, this::recoverOne),
                new Part(Step.LOSE_ALL, this::loseAll),
                new Part(Step.RECOVER_ALL, this::recoverAll),
                new Part(Step.COUNT, () -> count(before)))) {
            Optional<Failure> failure = play(part);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> play(Part part) throws InterruptedException {
        try {
            return part.play().run();
        } catch (RuntimeException e) {
            return Optional.of(Mishap.of(part.step(), e, stage.look()));
        }
    }

    /** What was seen, once all of it was. */
    Summary summary(Duration took) {
        int turns = rounds().values().stream().mapToInt(Integer::intValue).sum();
        return new Summary(images.size(), turns, turns, sightings.verdicts(), times, took);
    }

    /** How often each image is lost and recovered: the first twice, the others once. */
    private Map<DemoImage, Integer> rounds() {
        Map<DemoImage, Integer> rounds = new LinkedHashMap<>();
        images.forEach(image -> rounds.put(image, image.equals(images.get(0)) ? 2 : 1));
        return rounds;
    }

    private Optional<Failure> present(Map<String, ImageView> before) throws InterruptedException {
        before.putAll(byUid(stage.images()));
        Optional<Failure> failure =
                await(Step.PRESENT, "every image to be probed and found present", () -> probed(probe -> true));
        if (failure.isEmpty()) {
            report.seen(Step.PRESENT, List.of("all %d probed, all present".formatted(images.size())), Map.of());
        }
        return failure;
    }

    private Optional<Failure> loseOne() throws InterruptedException {
        DemoImage one = images.get(0);
        return turn(
                Step.LOSE_ONE,
                "deleting the manifest of " + one.shown(),
                "deletion",
                () -> stage.delete(one),
                new Expectation(Turn.LOST, Map.of(one, 1)));
    }

    private Optional<Failure> recoverOne() throws InterruptedException {
        DemoImage one = images.get(0);
        return turn(
                Step.RECOVER_ONE,
                "pushing " + one.shown() + " back",
                "push",
                () -> stage.push(one),
                new Expectation(Turn.RECOVERED, Map.of(one, 1)));
    }

    private Optional<Failure> loseAll() throws InterruptedException {
        return turn(
                Step.LOSE_ALL,
                "taking the registry's whole storage away",
                "loss of the storage",
                stage::loseStorage,
                new Expectation(Turn.LOST, rounds()));
    }

    private Optional<Failure> recoverAll() throws InterruptedException {
        return turn(
                Step.RECOVER_ALL,
                "bringing the storage back",
                "storage's return",
                stage::restoreStorage,
                new Expectation(Turn.RECOVERED, rounds()));
    }

    private Optional<Failure> turn(Step step, String deed, String since, Runnable act, Expectation expected)
            throws InterruptedException {
        report.began(step, deed);
        Instant began = clock.instant();
        act.run();
        Turn turn = expected.turn();
        List<DemoImage> meant = List.copyOf(expected.nth().keySet());
        Optional<Failure> failure = await(
                step,
                "%s to be %s, with one Event and one alert, after the %s"
                        .formatted(meant.size() == 1 ? meant.get(0).shown() : "every image", turn.phase(), since),
                () -> expected.tally(this::history));
        if (failure.isEmpty()) {
            Spread phases = spread(began, meant, History::phaseSince);
            Spread alerts = spread(began, meant, history -> last(History.of(turn, history.alerts())));
            Spread events = spread(began, meant, history -> last(History.of(turn, history.events())));
            times.put(step, phases);
            report.seen(step, Told.turn(turn, meant, since, phases), Told.numbers(meant, phases, events, alerts));
        }
        return failure;
    }

    /** One more sweep shows that all is quiet; then everything is read again, and counted. */
    private Optional<Failure> count(Map<String, ImageView> before) throws InterruptedException {
        report.began(Step.COUNT, "one more sweep, then everything is read again and counted");
        Instant began = clock.instant();
        Optional<Failure> failure = await(
                Step.COUNT,
                "one more sweep to find every image present",
                () -> probed(probe ->
                        probe.startedAt().isAfter(began) && probe.phase().equals(Turn.RECOVERED.phase())));
        if (failure.isPresent()) {
            return failure;
        }
        List<String> wrong =
                new FinalCount(rounds(), before, byUid(stage.images()), stage.events()).complaints(this::history);
        if (!wrong.isEmpty() || !sightings.strangers().isEmpty()) {
            String complaints = String.join("; ", wrong.isEmpty() ? sightings.strangers() : wrong);
            return Optional.of(new Failure(
                    Step.COUNT,
                    "Expected one Event and one alert for each transition and nothing else; " + complaints + ".",
                    stage.look()));
        }
        report.seen(
                Step.COUNT,
                List.of("one Event and one alert for each transition; all else in every status is as it was"),
                Map.of());
        return Optional.empty();
    }

    private Tally probed(Predicate<History.Probe> counts) {
        int done = (int) images.stream()
                .map(this::history)
                .filter(history -> history.probe()
                        .filter(probe -> probe.verdict().equals("present") && counts.test(probe))
                        .isPresent())
                .count();
        return new Tally(
                done,
                images.size(),
                "%d of %d found present; probes so far: %s".formatted(done, images.size(), sightings.verdicts()));
    }

    private Optional<Failure> await(Step step, String expected, Supplier<Tally> look) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        long seen = 0;
        while (true) {
            Tally tally = look.get();
            report.progress(step, tally);
            if (tally.complete()) {
                return Optional.empty();
            }
            Optional<String> failed = stage.failed();
            if (failed.isPresent()) {
                return Optional.of(new Failure(step, "A service failed: " + failed.get(), stage.look()));
            }
            if (System.nanoTime() > deadline) {
                return Optional.of(
                        new Failure(step, Told.missed(expected, bound, tally, stage.waiting()), stage.look()));
            }
            seen = sightings.awaitChange(seen, GLANCE);
        }
    }

    private History history(DemoImage image) {
        return sightings.of(image.uid());
    }

    private Spread spread(Instant began, List<DemoImage> meant, Function<History, Instant> when) {
        return Spread.since(began, meant.stream().map(this::history).map(when).toList());
    }

    private static Instant last(List<History.At<Noted>> notes) {
        return notes.get(notes.size() - 1).at();
    }

    private static Map<String, ImageView> byUid(List<ImageView> views) {
        return views.stream().collect(Collectors.toMap(ImageView::uid, view -> view));
    }
}
