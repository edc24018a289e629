package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.ImageState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image asks for, as far as it matters to the prober: the value in the store {@code bindings}.
 *
 * @param asks each id once; empty where nothing is to be asked
 */
record Binding(String uid, String resourceVersion, String recheckRequestedAt, List<Ask> asks) {
    Binding {
        requireNonNull(uid, "uid is null");
        requireNonNull(resourceVersion, "resourceVersion is null");
        asks = asks == null ? List.of() : List.copyOf(asks);
    }

    /** Of a suspended image nothing is asked; of asks with the same id the first stands. */
    static Binding of(ImageState state) {
        Map<String, Ask> byId = new LinkedHashMap<>();
        if (!state.suspended()) {
            state.asks().forEach(ask -> byId.putIfAbsent(ask.id(), ask));
        }
        return new Binding(
                state.uid(), state.resourceVersion(), state.recheckRequestedAt(), List.copyOf(byId.values()));
    }
}
