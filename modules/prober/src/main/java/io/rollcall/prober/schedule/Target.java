package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is known of a target: the value in the store {@code targets}. When it is due follows from this and the
 * policy alone.
 *
 * @param subscribers each image's ask once; also such as this version cannot answer
 * @param wants by due time
 * @param last null if it was never probed
 */
record Target(List<Subscriber> subscribers, List<Want> wants, LastProbe last) {
    /** How far the clocks of two processes may be apart. */
    static final Duration SKEW = Duration.ofSeconds(1);

    /** Nobody asks, and nothing is known. */
    static final Target NONE = new Target(List.of(), List.of(), null);

    Target {
        subscribers = subscribers == null ? List.of() : List.copyOf(subscribers);
        wants = wants == null ? List.of() : List.copyOf(wants);
    }

    /** @param now when the command arrived */
    Target bound(TargetCommand.Bind bind, Instant now) {
        Subscriber subscriber = bind.subscriber();
        List<Subscriber> all = new ArrayList<>(subscribers);
        Subscriber old = remove(all, subscriber);
        if (bind.why() == null && old != null && old.ask().equals(subscriber.ask())) {
            all.add(old.withResourceVersion(subscriber.resourceVersion()));
            return new Target(all, wants, last);
        }
        all.add(subscriber);
        Trigger why = bind.why() == null ? Trigger.CHANGED : bind.why();
        Instant from = Instants.later(subscriber.boundAt(), subscriber.ask().notBefore());
        return new Target(all, subscriber.ask().isAnswered() ? Want.add(wants, Want.at(why, from), now) : wants, last);
    }

    /** Without this ask; the same if it was not there. */
    Target unbound(TargetCommand.Unbind unbind) {
        return new Target(
                subscribers.stream()
                        .filter(it -> !it.is(unbind.image(), unbind.askId()))
                        .toList(),
                wants,
                last);
    }

    /**
     * With this request, unless the last probe surely started after it was made. That a probe started after a request
     * arrived here is sure by one clock; that it started after {@code requestedAt} only by more than the skew.
     *
     * @param now when the request arrived
     */
    Target requested(ProbeRequest request, Instant now) {
        boolean answered = last != null
                && !last.startedAt().isAfter(now.plus(SKEW))
                && !last.startedAt().minus(SKEW).isBefore(request.requestedAt())
                && (request.notBefore() == null || !last.startedAt().isBefore(request.notBefore()));
        if (answered) {
            return this;
        }
        Instant due = Instants.later(now, request.notBefore());
        return new Target(subscribers, Want.add(wants, new Want(request.why(), due, due), now), last);
    }

    /** With this as the last probe, and without the wishes that it fulfilled. */
    Target answered(LastProbe probe) {
        requireNonNull(probe, "probe is null");
        return new Target(subscribers, Want.after(wants, probe.startedAt()), probe);
    }

    /** @return whether there are times that only a clock that was ahead, or has gone back since, can have put so late */
    boolean isAheadOf(Instant now) {
        Instant latest = now.plus(SKEW);
        Instant latestWish = now.plus(Want.LONGEST_DELAY);
        return (last != null && last.isAfter(latest))
                || subscribers.stream().anyMatch(it -> it.boundAt().isAfter(latest))
                || wants.stream().anyMatch(it -> it.from().isAfter(latestWish));
    }

    /** The same; where it is ahead, what happened then happened at {@code now}, and no wish waits longer than one may. */
    Target asOf(Instant now) {
        if (!isAheadOf(now)) {
            return this;
        }
        Instant latest = now.plus(SKEW);
        List<Subscriber> standing = subscribers.stream()
                .map(it -> it.boundAt().isAfter(latest) ? it.asOf(now) : it)
                .toList();
        List<Want> wished = wants.stream().map(it -> it.asOf(now)).toList();
        return new Target(standing, wished, last == null ? null : last.asOf(now, latest));
    }

    /** @return the asks that this version can answer */
    List<Subscriber> asking() {
        return subscribers.stream().filter(it -> it.ask().isAnswered()).toList();
    }

    private static Subscriber remove(List<Subscriber> all, Subscriber like) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).is(like.image(), like.ask().id())) {
                return all.remove(i);
            }
        }
        return null;
    }
}
