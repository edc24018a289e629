package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.ImageKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One ask of one image, as it was last stated.
 *
 * @param resourceVersion of the state that last stated it
 * @param boundAt since when it stands as it is; a probe that started before says nothing to it
 */
record Subscriber(ImageKey image, String uid, String resourceVersion, Ask ask, Instant boundAt) {
    Subscriber {
        requireNonNull(image, "image is null");
        requireNonNull(uid, "uid is null");
        requireNonNull(resourceVersion, "resourceVersion is null");
        requireNonNull(ask, "ask is null");
        boundAt = requireNonNull(boundAt, "boundAt is null").truncatedTo(ChronoUnit.MILLIS);
    }

    boolean is(ImageKey otherImage, String askId) {
        return image.equals(otherImage) && ask.id().equals(askId);
    }

    /** @return whether a probe that started then is an answer to it */
    boolean isAnsweredBy(Instant startedAt) {
        return ask.isAnswered()
                && !startedAt.isBefore(boundAt)
                && (ask.notBefore() == null || !startedAt.isBefore(ask.notBefore()));
    }

    /** The same ask out of a newer state of the same object. */
    Subscriber withResourceVersion(String newer) {
        return new Subscriber(image, uid, newer, ask, boundAt);
    }
}
