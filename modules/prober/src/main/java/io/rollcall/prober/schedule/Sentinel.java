package io.rollcall.prober.schedule;

import java.util.List;

/**
 * What shows that a store is whole. It is put there in a task's first transaction, with the first offset: an application that
 * has read on, and a store without it, do not go together. A version that knows of none takes it for a target that nobody
 * asks for.
 */
final class Sentinel {
    /** Neither an image's key nor a target's begins with it. */
    static final String KEY = "~";

    private static final String UNKNOWN = "unknown";

    private Sentinel() {}

    /** @return what stands in {@code bindings}: which topic the commands were sent to */
    static Binding of(Past past) {
        return new Binding(past.commandsTopic().orElse(UNKNOWN), "", null, List.of());
    }

    /** @return whether commands that were sent may never have arrived: another topic stands where theirs was */
    static boolean isOfAnotherTopic(Binding sentinel, Past past) {
        return !sentinel.uid().equals(UNKNOWN)
                && past.commandsTopic().filter(it -> !it.equals(sentinel.uid())).isPresent();
    }
}
