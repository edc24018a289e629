package io.rollcall.replay.record;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.contract.transition.Transition;

/** What a record says. */
public sealed interface Fact {
    /** Where it stands. */
    Place place();

    /**
     * An image was seen.
     *
     * @param state null where the object is gone
     */
    record Seen(Place place, ImageKey key, ImageState state) implements Fact {}

    /** A probe was asked for. */
    record Requested(Place place, ProbeRequest request) implements Fact {}

    /** A probe was answered. */
    record Answered(Place place, ProbeResult result) implements Fact {}

    /** A registry was summed up. */
    record Summed(Place place, RegistryState state) implements Fact {}

    /** Something was decided. */
    record Decided(Place place, Transition transition) implements Fact {}

    /** An alert was told. */
    record Told(Place place, Alert alert) implements Fact {}

    /**
     * Nothing that this version can read.
     *
     * @param reason one clause for a person
     */
    record Unreadable(Place place, String reason) implements Fact {}
}
