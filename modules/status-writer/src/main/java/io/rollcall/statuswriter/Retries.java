package io.rollcall.statuswriter;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Words requests for fresh evidence. */
final class Retries {
    /** Transition times are whole seconds: evidence that begins a second later is surely younger. */
    static final Duration LATER = Duration.ofSeconds(1);

    /** The longest that a request for what an earlier one did not bring is put off. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Retries() {}

    /**
     * How long stale evidence's successor is put off. Where a request has brought stale evidence again, the watcher lags: its
     * news will be asked for at once when it comes, so another request may wait as long again as the object has been so.
     */
    static Duration afterStale(ProbeResult result, ImageState state, Instant now) {
        if (result.trigger() != Trigger.RETRY) {
            return LATER;
        }
        Duration soFar = ask(result, state)
                .map(Ask::notBefore)
                .map(since -> Duration.between(since, now))
                .filter(it -> it.compareTo(LATER) > 0)
                .orElse(LATER);
        return soFar.compareTo(LONGEST) < 0 ? soFar : LONGEST;
    }

    /**
     * @param state the object as it was read last; null if it was not
     * @param later how much later than now the evidence may begin at the earliest
     * @return a request for what the object asks about now; empty where it does not ask any more, or what it names is no
     *     reference
     */
    static Optional<ProbeRequest> of(ProbeResult result, ImageState state, Instant now, Duration later) {
        Optional<Ask> ask = ask(result, state);
        if (state != null && ask.isEmpty()) {
            return Optional.empty();
        }
        Instant soon = now.plus(later);
        Instant notBefore = ask.map(Ask::notBefore).filter(soon::isBefore).orElse(soon);
        return ReferenceParser.parse(ask.map(Ask::target).orElse(result.target())) instanceof Parsed.Valid valid
                ? Optional.of(request(result, valid.reference(), now, notBefore))
                : Optional.empty();
    }

    private static Optional<Ask> ask(ProbeResult result, ImageState state) {
        return state == null
                ? Optional.empty()
                : state.asks().stream()
                        .filter(it -> it.id().equals(result.askId()))
                        .findFirst();
    }

    private static ProbeRequest request(ProbeResult result, ImageReference target, Instant now, Instant notBefore) {
        return new ProbeRequest(
                ProbeRequest.SCHEMA_VERSION,
                result.cluster(),
                target.repositoryKey(),
                target.canonical(),
                Trigger.RETRY,
                now,
                notBefore);
    }
}
