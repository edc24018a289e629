package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.policy.Hashes;
import io.rollcall.contract.registry.RegistryState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Words what is told of a registry. The same incident gives the same ids, over all restarts and replays. */
final class RegistryAlerts {
    private static final int ID_LENGTH = 20;
    private static final int SAMPLE = 10;

    private final String cluster;

    RegistryAlerts(String cluster) {
        this.cluster = requireNonNull(cluster, "cluster is null");
    }

    Alert of(AlertType type, Incident incident, RegistryState state, int open) {
        String id = Hashes.hex(
                String.join("|", state.registry(), type.name(), incident.since().toString()), ID_LENGTH);
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("since", incident.since().toString())
                .put("bound", state.bound())
                .put("absent", state.absent())
                .put("waiting", state.waiting())
                .put("open", open)
                .put("instances", state.breakers().size());
        Instant now = state.asOf();
        if (type.equals(AlertType.REGISTRY_RECOVERED)) {
            Instant until = Instants.earlier(now, incident.calmSince());
            data.put("until", until.toString()).put("message", recovered(incident, until, state));
        } else {
            data.put("message", unavailable(incident, state, open));
        }
        return Alert.of(id, cluster, type, state.registry(), now, data);
    }

    /** @return what is told where a mass loss has begun; empty where the registry is in none */
    Optional<Alert> massLoss(RegistryState state, RegistryView view) {
        return state.massLoss().map(id -> {
            List<String> sample = view.sample(SAMPLE);
            ObjectNode data = JsonNodeFactory.instance
                    .objectNode()
                    .put("since", state.massLossSince().toString())
                    .put("bound", state.bound())
                    .put("absent", state.absent())
                    .put("message", massLost(state));
            ArrayNode images = data.putArray("sample");
            sample.forEach(images::add);
            return Alert.of(id, cluster, AlertType.REGISTRY_MASSLOSS, state.registry(), state.asOf(), data);
        });
    }

    private static String massLost(RegistryState state) {
        return ("%d of %d images that ask about it are absent since %s; phases flip all the same."
                        + " Look whether it has its own storage: an empty volume answers like a registry without images.")
                .formatted(state.absent(), state.bound(), seconds(state.massLossSince()));
    }

    private static String unavailable(Incident incident, RegistryState state, int open) {
        return "%d of %d probers have had no answer from it since %s; %s. No phase changes until it answers."
                .formatted(open, state.breakers().size(), seconds(incident.since()), counts(state));
    }

    private static String recovered(Incident incident, Instant until, RegistryState state) {
        return state.bound() == 0
                ? "no image asks about it any more; it had not answered since %s.".formatted(seconds(incident.since()))
                : "it answers again, after %d s without (%s to %s); %s."
                        .formatted(
                                Duration.between(incident.since(), until).toSeconds(),
                                seconds(incident.since()),
                                seconds(until),
                                counts(state));
    }

    private static String counts(RegistryState state) {
        return "%d images ask about it, %d of them are absent, %d checks wait"
                .formatted(state.bound(), state.absent(), state.waiting());
    }

    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
