package io.rollcall.replay.explain;

import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.replay.incident.RegistryHistory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is known of one registry at this point of the replay. */
final class RegistryTrack {
    final String host;
    final Bands bands;
    final Map<Trouble, List<Outage>> outages = new EnumMap<>(Trouble.class);
    final List<Loss> losses = new ArrayList<>(0);
    long images;
    long absent;

    RegistryTrack(String host, Bands bands) {
        this.host = host;
        this.bands = bands;
    }

    void summed(RegistryState state) {
        long open = state.breakers().values().stream()
                .filter(it -> it == BreakerState.OPEN)
                .count();
        bands.breaker(open > 0 && 2 * open >= state.breakers().size());
    }

    RegistryHistory history() {
        return new RegistryHistory(host, images, bands.all(images, absent));
    }
}
