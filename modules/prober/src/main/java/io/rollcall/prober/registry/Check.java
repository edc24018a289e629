package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** One probe while a person waits, and its answer in words. */
public final class Check {
    private final RegistryClients clients;
    private final Clock clock;

    public Check(RegistryClients clients, Clock clock) {
        this.clients = requireNonNull(clients, "clients is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Asks once and waits for the answer, at most the policy's total timeout.
     *
     * @param text anything; what is no reference, or names a host that is not configured, is answered without asking
     */
    public Answer ask(String text) {
        Parsed parsed = ReferenceParser.parse(text);
        if (parsed instanceof Parsed.Invalid invalid) {
            return unasked(Reason.BAD_REFERENCE, invalid.why());
        }
        var reference = ((Parsed.Valid) parsed).reference();
        Optional<RegistryClient> client = clients.of(reference.registry());
        return client.map(asked -> asked.probe(reference).join())
                .orElseGet(() -> unasked(Reason.NOT_ALLOWED, "add " + reference.registry() + " to registries"));
    }

    private Answer unasked(Reason reason, String detail) {
        Instant now = clock.instant();
        return new Answer(new Verdict.Inconclusive(reason), HttpEvidence.none(detail), now, now);
    }

    /** One line: what the answer means, why, and what to look at. Credentials never stand in it. */
    public static String words(Answer answer) {
        Verdict verdict = answer.verdict();
        if (verdict instanceof Verdict.Present present) {
            return "present: the registry has it as " + present.digest();
        } else if (verdict instanceof Verdict.Absent absent) {
            return "absent: the registry says " + absent.code() + "; push the image again or import it anew";
        }
        Verdict.Inconclusive inconclusive = (Verdict.Inconclusive) verdict;
        return "inconclusive (" + inconclusive.reason() + "): "
                + inconclusive.reason().inWords() + ground(answer.evidence()) + wait(inconclusive.retryAfterMillis());
    }

    private static String ground(HttpEvidence evidence) {
        String said = "";
        if (evidence.status() != null) {
            said = "HEAD " + evidence.status();
        }
        if (evidence.confirmStatus() != null) {
            said = said + ", GET " + evidence.confirmStatus();
        }
        if (evidence.errorCode() != null) {
            said = said + " " + evidence.errorCode();
        }
        if (evidence.detail() != null) {
            said = said.isEmpty() ? evidence.detail() : said + ", " + evidence.detail();
        }
        return said.isEmpty() ? "" : " [" + said + "]";
    }

    private static String wait(Long millis) {
        return millis == null ? "" : "; ask again in " + (millis + 999) / 1000 + " s";
    }
}
