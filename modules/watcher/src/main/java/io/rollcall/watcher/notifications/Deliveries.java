package io.rollcall.watcher.notifications;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.runtime.http.Call;
import io.rollcall.runtime.http.Endpoint;
import io.rollcall.runtime.http.Reply;
import io.rollcall.watcher.notifications.Sender.Named;
import io.rollcall.watcher.notifications.Tokens.Check;
import io.rollcall.watcher.notifications.Wishes.Told;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Takes deliveries. 202 says that Kafka has a request for every probe that was asked for; whatever else is answered, the
 * registry keeps the events and delivers them again, so no refusal loses any, and what is delivered twice is asked for twice.
 */
final class Deliveries implements Endpoint {

    /** Distribution sends an event at a time, of about a kibibyte. */
    static final int MOST_BYTES = 1 << 20;

    private final Guard guard;
    private final Sender sender;
    private final Requests requests;
    private final String cluster;
    private final NotificationMeters meters;
    private final Refusals refusals;
    private final Clock clock;

    /** Who may deliver. */
    interface Guard {
        Check check(Optional<String> authorization);
    }

    Deliveries(
            Guard guard,
            Sender sender,
            Requests requests,
            String cluster,
            NotificationMeters meters,
            Refusals refusals,
            Clock clock) {
        this.guard = requireNonNull(guard, "guard is null");
        this.sender = requireNonNull(sender, "sender is null");
        this.requests = requireNonNull(requests, "requests is null");
        this.cluster = requireNonNull(cluster, "cluster is null");
        this.meters = requireNonNull(meters, "meters is null");
        this.refusals = requireNonNull(refusals, "refusals is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    @Override
    public Reply answer(Call call) throws IOException {
        Reply reply;
        try {
            reply = reply(call);
        } catch (IOException e) {
            meters.delivery(0);
            throw e;
        }
        meters.delivery(reply.status());
        boolean unused = refusals.note(reply, call.from());
        return reply;
    }

    private Reply reply(Call call) throws IOException {
        if (!call.method().equals("POST")) {
            return Reply.of(405, "use POST.").with("Allow", "POST");
        }
        Check check = guard.check(call.header("Authorization"));
        if (check instanceof Check.Unreadable unreadable) {
            return later(unreadable.why());
        } else if (check instanceof Check.Unknown) {
            return Reply.of(
                            401,
                            "the token is missing or wrong: send \"Authorization: Bearer TOKEN\" with a token that stands in the file that notifications.tokenFile names.")
                    .with("WWW-Authenticate", "Bearer realm=\"rollcall\"");
        }
        if (!isEnvelope(call.header("Content-Type"))) {
            return Reply.of(415, "send " + Envelope.MEDIA_TYPE + ".").with("Accept-Post", Envelope.MEDIA_TYPE);
        }
        Named named = sender.named(call.parameter(Sender.PARAMETER));
        if (named instanceof Named.Nobody nobody) {
            return Reply.of(400, nobody.why());
        }
        Optional<byte[]> body = call.body(MOST_BYTES);
        if (body.isEmpty()) {
            return Reply.of(413, "the envelope is larger than 1 MiB; send fewer events at once.");
        }
        Envelope envelope = Envelope.read(body.get());
        if (envelope instanceof Envelope.Garbage garbage) {
            return Reply.of(400, "the body is no envelope of events: " + garbage.why() + ".");
        }
        return take(((Named.Registry) named).host(), ((Envelope.Events) envelope).events());
    }

    private static boolean isEnvelope(Optional<String> contentType) {
        return contentType
                .map(type -> type.split(";", 2)[0].strip())
                .filter(Envelope.MEDIA_TYPE::equalsIgnoreCase)
                .isPresent();
    }

    private Reply take(String registry, List<Event> events) throws IOException {
        Wishes wishes = Wishes.of(registry, events);
        List<ProbeRequest> wanted = wishes.requests(cluster, clock.instant());
        Optional<String> trouble;
        try {
            trouble = requests.put(wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the process is stopping");
        }
        wishes.told().forEach(it -> meters.event(it.action(), outcome(it, trouble.isEmpty())));
        return trouble.map(why -> later(why + "; the events are safe with you until then."))
                .orElseGet(() -> Reply.of(202, ""));
    }

    private static Outcome outcome(Told told, boolean taken) {
        return told.outcome() == Outcome.REQUESTED && !taken ? Outcome.NOT_TAKEN : told.outcome();
    }

    private static Reply later(String why) {
        return Reply.of(503, "deliver this again: " + why).with("Retry-After", "1");
    }
}
