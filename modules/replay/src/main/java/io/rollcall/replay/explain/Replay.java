package io.rollcall.replay.explain;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.rules.Rules;
import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.incident.Phase;
import io.rollcall.replay.incident.Reach;
import io.rollcall.replay.incident.StoryLine.What;
import io.rollcall.replay.record.Fact;
import io.rollcall.replay.record.Facts;
import io.rollcall.replay.record.Place;
import io.rollcall.replay.record.Records;
import io.rollcall.replay.record.Source;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Is told the states before a window and then what stands in it, in order; explains it in the end. */
public final class Replay {
    private static final int WATCHED = 5_000;

    private final Question question;
    private final World world;
    private final Policies policies;
    private final Auditor auditor;
    private final Optional<WhatIfs> whatIfs;
    private final Deletions deletions = new Deletions();
    private final Deciding deciding;
    private final Totals totals = new Totals();

    /** Begins with nothing known. */
    public Replay(Question question) {
        this.question = requireNonNull(question, "question is null");
        Map<String, Rules> rules = ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX).stream()
                .collect(Collectors.toMap(ResourceKind::crd, ResourceKind::rules));
        this.world = new World(question);
        this.policies = new Policies(question.policies());
        this.auditor = new Auditor(question, rules, policies);
        this.whatIfs = question.other().map(other -> new WhatIfs(question, other, rules, policies));
        this.deciding = new Deciding(world, policies, auditor, whatIfs, deletions, totals);
    }

    /**
     * Reads all of it.
     *
     * @param watch is told where the reading stands, now and then
     */
    public static Replay of(Source source, Question question, Consumer<Records<?>> watch) throws InterruptedException {
        Replay replay = new Replay(question);
        try (Records<Fact> states = source.states(Facts::of)) {
            each(states, replay::before, watch);
        }
        try (Records<Fact> records = source.records(Facts::of)) {
            each(records, replay::take, watch);
        }
        return replay;
    }

    private static void each(Records<Fact> records, Consumer<Fact> take, Consumer<Records<?>> watch)
            throws InterruptedException {
        long read = 0;
        for (Fact fact = records.next(); fact != null; fact = records.next()) {
            take.accept(fact);
            if (++read % WATCHED == 0) {
                watch.accept(records);
            }
        }
    }

    /** How it was before the window; of each image and registry the last counts. */
    public void before(Fact fact) {
        if (fact instanceof Fact.Seen seen) {
            world.before(seen);
        } else if (fact instanceof Fact.Summed summed) {
            world.registry(summed.state().registry()).summed(summed.state());
        }
    }

    /** What comes next in the window. */
    public void take(Fact fact) {
        if (fact instanceof Fact.Answered answered) {
            answered(answered.place(), answered.result());
        } else if (fact instanceof Fact.Seen seen) {
            seen(seen);
        } else if (fact instanceof Fact.Decided decided) {
            deciding.decided(decided.transition());
        } else if (fact instanceof Fact.Requested requested) {
            requested(requested.request());
        } else if (fact instanceof Fact.Summed summed) {
            RegistryTrack registry = world.registry(summed.state().registry());
            registry.summed(summed.state());
            summed.state().massLoss().ifPresent(any -> Incidents.massLoss(registry));
        } else if (fact instanceof Fact.Told told) {
            ImageKey.parse(told.alert().subject()).map(world::known).ifPresent(track -> track.story()
                    .add(
                            told.place().at(),
                            What.ALERT,
                            "alert " + told.alert().type().name()));
        } else {
            totals.unreadable++;
        }
    }

    private void answered(Place place, ProbeResult result) {
        Track track = world.image(result.key());
        totals.cluster(result.cluster());
        world.target(track, result.target());
        track.uid = result.uid();
        long at = result.probedAt().toEpochMilli();
        RegistryTrack registry = track.registry;
        boolean absent = result.verdict() instanceof Verdict.Absent;
        boolean present = result.verdict() instanceof Verdict.Present;
        if ((absent || present) && absent != track.absent) {
            registry.absent += absent ? 1 : -1;
            track.absent = absent;
        }
        registry.bands.answered(place.timestamp(), result, registry.images, registry.absent);
        if (!world.isChosen(track)) {
            return;
        }
        totals.results++;
        track.asked = true;
        Incidents.answered(track, at, result);
        if (!present || track.story != null) {
            tell(track, result);
        }
        if (present) {
            track.presentAt = at;
        }
        if (absent || present) {
            if (track.isLost() != absent) {
                track.couldChange(result);
            }
            auditor.answered(track, place, result);
        }
        whatIfs.ifPresent(it -> it.answered(track, result));
    }

    /** Whatever differs from the one before it is told by itself; absences are, until they have decided. */
    private static void tell(Track track, ProbeResult result) {
        boolean deciding = result.verdict() instanceof Verdict.Absent && !track.isLost() && result.consecutive() <= 5;
        String sort = Bands.name(result.verdict())
                + (track.isLost() ? "|lost" : "|")
                + (deciding ? result.consecutive() : "");
        track.story()
                .verdict(
                        result.probedAt(),
                        sort,
                        () -> Words.answer(result) + " (asked by " + Words.trigger(result) + ")");
    }

    private void seen(Fact.Seen seen) {
        Track track = world.image(seen.key());
        ImageState state = seen.state();
        if (state != null) {
            totals.cluster(state.cluster());
        }
        if (track.state != null
                && state != null
                && Phases.isOlder(state.resourceVersion(), track.state.resourceVersion())) {
            return; // it was seen before what we know was written
        }
        boolean foreign = track.state == null
                || state == null
                || (differs(track.state, state) && !(state.uid().equals(track.uid) && track.isOurs(state)));
        Phase before = track.lanes.phase();
        world.seen(track, seen);
        if (foreign && track.simulation != null && state != null) {
            track.simulation.turn(state);
        }
        if (foreign && before != track.lanes.phase() && before != Phase.UNKNOWN) {
            track.story()
                    .add(
                            seen.place().at(),
                            What.STATE,
                            state == null
                                    ? "the object is gone"
                                    : "the watcher sees it %s, which was %s before (version %s)"
                                            .formatted(track.lanes.phase(), before, state.resourceVersion()));
        }
    }

    private static boolean differs(ImageState a, ImageState b) {
        return !a.uid().equals(b.uid())
                || a.suspended() != b.suspended()
                || !a.facts().equals(b.facts());
    }

    private void requested(ProbeRequest request) {
        deletions.take(request);
        Collection<Track> asked = world.of(request.repository());
        for (Track track : asked) {
            if (request.target() == null || request.target().equals(canonical(track.target))) {
                track.story().add(request.requestedAt(), What.REQUEST, Words.request(request));
            }
        }
    }

    private static String canonical(String target) {
        return ReferenceParser.parse(target) instanceof Parsed.Valid valid
                ? valid.reference().canonical()
                : target;
    }

    /** The registry that a reference names, in lower case; what does not parse goes by what stands before the slash. */
    static String host(String target) {
        if (ReferenceParser.parse(target) instanceof Parsed.Valid valid) {
            ImageReference reference = valid.reference();
            return reference.registry();
        }
        int slash = target.indexOf('/');
        return (slash < 0 ? target : target.substring(0, slash)).toLowerCase(Locale.ROOT);
    }

    /** How many images the question is about, as far as the record knows them. */
    public long images() {
        return world.chosen().count();
    }

    /** What all of it came to. */
    public IncidentDocument document(String source, Reach reach) {
        return new Explanation(question, world, auditor, whatIfs, totals).document(source, reach);
    }
}
