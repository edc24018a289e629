package io.rollcall.replay.explain;

import io.rollcall.contract.image.ImageState;
import io.rollcall.replay.incident.Phase;
import java.util.List;

/** Between what the kinds say of a phase and what a document shows. */
final class Phases {
    private Phases() {}

    static Phase of(ImageState state) {
        if (state == null) {
            return Phase.DELETED;
        }
        return state.suspended()
                ? Phase.SUSPENDED
                : of(state.facts().path("phase").asText());
    }

    static Phase of(String phase) {
        return switch (phase) {
            case "Ready" -> Phase.READY;
            case "ImageLost" -> Phase.IMAGE_LOST;
            default -> Phase.OTHER;
        };
    }

    /** As much of a state as rules look at: there is one of each image. */
    static ImageState kept(ImageState state) {
        return new ImageState(
                state.schemaVersion(),
                state.cluster(),
                state.key(),
                state.uid(),
                state.resourceVersion(),
                state.generation(),
                state.suspended(),
                null,
                List.of(),
                state.facts());
    }

    /** Whether the one is surely not younger than the other: versions of one kind are numbers that grow. */
    static boolean isOlder(String version, String than) {
        try {
            return Long.parseLong(version) < Long.parseLong(than);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
