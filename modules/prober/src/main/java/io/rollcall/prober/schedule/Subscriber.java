package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.ImageKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One ask of one image, as it was last stated.
 *
 * @param resourceVersion of the state that last stated it
 * @param boundAt since when it stands as it is; a probe that started before says nothing to it
 */
record Subscriber(ImageKey image, String uid, String resourceVersion, Ask ask, Instant boundAt) {
    /** No ask means to wait longer when it is stated. */
    static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

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

    /**
     * The same, without times that only a clock that is ahead can have put so late: they would keep it from every answer until
     * all other clocks have caught up.
     */
    Subscriber asOf(Instant now) {
        boolean tooLate = ask.notBefore() != null && ask.notBefore().isAfter(now.plus(LONGEST_DELAY));
        return new Subscriber(
                image, uid, resourceVersion, tooLate ? unbounded(ask) : ask, Instants.earlier(boundAt, now));
    }

    private static Ask unbounded(Ask ask) {
        return new Ask(
                ask.id(),
                ask.target(),
                ask.purpose(),
                ask.cadence(),
                ask.lane(),
                ask.depth(),
                ask.credentialsRef(),
                ask.policyRef(),
                null,
                ask.context());
    }

    /** The same ask out of a newer state of the same object. */
    Subscriber withResourceVersion(String newer) {
        return new Subscriber(image, uid, newer, ask, boundAt);
    }
}
