package io.rollcall.replay.explain;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.topics.Partitioning;
import io.rollcall.replay.incident.Phase;
import io.rollcall.replay.record.Fact;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All images and registries, as they are at this point of the replay. */
final class World {
    private final Question question;
    private final Predicate<ImageKey> wanted;
    private final Map<ImageKey, Track> images = new HashMap<>();
    private final Map<String, RegistryTrack> registries = new TreeMap<>();
    private final Map<String, Set<Track>> byRepository = new HashMap<>();
    private final LostSeries lost;

    World(Question question) {
        this.question = question;
        this.wanted = question.images();
        this.lost = new LostSeries(question.from(), question.to());
    }

    Track image(ImageKey key) {
        Track known = images.get(key);
        if (known != null) {
            return known;
        }
        Track track = new Track(images.size(), key, wanted.test(key), new Lanes(question.from(), question.to()));
        images.put(key, track);
        return track;
    }

    /** Null where nothing was said of it yet. */
    Track known(ImageKey key) {
        return images.get(key);
    }

    RegistryTrack registry(String host) {
        return registries.computeIfAbsent(
                host, any -> new RegistryTrack(host, new Bands(question.from(), question.to())));
    }

    Collection<Track> of(String repository) {
        return byRepository.getOrDefault(repository, Set.of());
    }

    Collection<RegistryTrack> registries() {
        return registries.values();
    }

    LostSeries lost() {
        return lost;
    }

    boolean isChosen(Track track) {
        return track.wanted
                && (question.registry().isEmpty()
                        || (track.registry != null
                                && track.registry.host.equals(
                                        question.registry().get())));
    }

    Stream<Track> chosen() {
        return images.values().stream().filter(this::isChosen);
    }

    /** By their keys. */
    List<Track> chosenInOrder() {
        return chosen().sorted(Comparator.comparing(track -> track.key.toString()))
                .toList();
    }

    /** Where it is asked for, as far as that is known. */
    void target(Track track, String target) {
        if (track.bound && target.equals(track.target)) {
            return;
        }
        unbind(track);
        track.target = target;
        track.registry = registry(Replay.host(target));
        track.registry.images++;
        track.registry.absent += track.absent ? 1 : 0;
        track.bound = true;
        byRepository
                .computeIfAbsent(Partitioning.repositoryKey(target), any -> new LinkedHashSet<>(1))
                .add(track);
    }

    private void unbind(Track track) {
        if (track.bound) {
            track.registry.images--;
            track.registry.absent -= track.absent ? 1 : 0;
            byRepository.get(Partitioning.repositoryKey(track.target)).remove(track);
            track.bound = false;
        }
    }

    void before(Fact.Seen seen) {
        Track track = image(seen.key());
        boolean was = track.isLost();
        learn(track, seen.state());
        track.lanes.turn(question.from().toEpochMilli(), Phases.of(seen.state()));
        if (isChosen(track)) {
            lost.begin((track.isLost() ? 1 : 0) - (was ? 1 : 0));
        }
    }

    void seen(Track track, Fact.Seen seen) {
        learn(track, seen.state());
        turn(track, seen.place().timestamp(), Phases.of(seen.state()));
    }

    private void learn(Track track, ImageState state) {
        track.state = state == null ? null : Phases.kept(state);
        if (state == null) {
            unbind(track);
            return;
        }
        track.uid = state.uid();
        String target = state.facts().path("registryURL").asText("");
        if (!target.isEmpty()) {
            target(track, target);
        }
    }

    /** The image is in this phase from then on. */
    void turn(Track track, long at, Phase next) {
        Phase before = track.lanes.phase();
        if (!track.lanes.turn(at, next) || !isChosen(track)) {
            return;
        }
        Phase now = track.lanes.phase();
        if (now == Phase.IMAGE_LOST) {
            lost.change(at, 1);
            track.lost++;
        } else if (before == Phase.IMAGE_LOST) {
            lost.change(at, -1);
            track.recovered += now == Phase.READY ? 1 : 0;
        }
    }
}
