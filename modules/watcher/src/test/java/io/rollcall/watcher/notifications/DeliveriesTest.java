package io.rollcall.watcher.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.runtime.http.Reply;
import io.rollcall.watcher.notifications.Tokens.Check;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final String DELETION = Events.envelope("delete", "vi/a", "v1");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<ProbeRequest> put = new ArrayList<>();
    private Optional<String> trouble = Optional.empty();
    private Check unknown = new Check.Unknown();

    @Test
    void shouldSay202WithoutAWordWhenKafkaHasTheRequests() throws IOException {
        // When
        Reply reply = answer(new FakeCall(DELETION));

        // Then
        assertThat(reply).isEqualTo(Reply.of(202, ""));
        assertThat(put).singleElement().satisfies(it -> assertThat(it.target()).isEqualTo("dvcr.example/vi/a:v1"));
        assertThat(events("delete", "requested")).isOne();
        assertThat(deliveries(202)).isOne();
    }

    @Test
    void shouldAskForThemAgainWhenKafkaHasThemNot() throws IOException {
        // Given
        trouble = Optional.of("Kafka is away");

        // When
        Reply reply = answer(new FakeCall(DELETION));

        // Then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("Retry-After", "1");
        assertThat(reply.text()).contains("deliver this again", "Kafka is away");
        assertThat(events("delete", "not-taken")).isOne();
    }

    @Test
    void shouldSay202AndAskForNothingWhenItWasAPull() throws IOException {
        assertThat(answer(new FakeCall(Events.envelope("pull", "vi/a", "v1"))).status())
                .isEqualTo(202);
        assertThat(put).isEmpty();
        assertThat(events("pull", "dropped")).isOne();
    }

    @Test
    void shouldCountAnActionThatNobodyKnowsWithAllOthersOfThatKind() throws IOException {
        assertThat(answer(new FakeCall(Events.envelope("x".repeat(100), "vi/a", "v1")))
                        .status())
                .isEqualTo(202);
        assertThat(events("other", "ignored")).isOne();
    }

    @Test
    void shouldRefuseWithTheFixWhenTheCallIsNotRight() throws IOException {
        assertRefused(405, "use POST", new FakeCall(DELETION).method("GET"));
        assertRefused(401, "notifications.tokenFile", new FakeCall(DELETION).header("Authorization", "Bearer bad"));
        assertRefused(401, "Bearer TOKEN", new FakeCall(DELETION).header("Authorization", null));
        assertRefused(415, Envelope.MEDIA_TYPE, new FakeCall(DELETION).header("Content-Type", "application/json"));
        assertRefused(415, Envelope.MEDIA_TYPE, new FakeCall(DELETION).header("Content-Type", null));
        assertRefused(400, "?registry=dvcr.example", new FakeCall(DELETION).registry("evil.example"));
        assertRefused(413, "1 MiB", new FakeCall("x".repeat(Deliveries.MOST_BYTES + 1)));
        assertRefused(400, "it is not JSON", new FakeCall("{"));
        unknown = new Check.Unreadable("the file is empty; fill it.");
        assertRefused(503, "the file is empty; fill it.", new FakeCall(DELETION).header("Authorization", null));
        assertThat(put).isEmpty();
    }

    @Test
    void shouldTakeTheContentTypeWhenItHasParameters() throws IOException {
        assertThat(answer(new FakeCall(DELETION).header("Content-Type", Envelope.MEDIA_TYPE + "; charset=utf-8"))
                        .status())
                .isEqualTo(202);
    }

    private void assertRefused(int status, String words, FakeCall call) throws IOException {
        Reply reply = answer(call);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.text()).contains(words);
        assertThat(deliveries(status)).isPositive();
    }

    private Reply answer(FakeCall call) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T16:09:41Z"), ZoneOffset.UTC);
        Requests requests = wanted -> {
            put.addAll(wanted);
            return trouble;
        };
        return new Deliveries(
                        header -> header.equals(Optional.of("Bearer good")) ? new Check.Known() : unknown,
                        new Sender(List.of("dvcr.example")),
                        requests,
                        "west",
                        new NotificationMeters(meters),
                        new Refusals(clock),
                        clock)
                .answer(call);
    }

    private double events(String action, String outcome) {
        return meters.get("rollcall.notifications")
                .tags("action", action, "outcome", outcome)
                .counter()
                .count();
    }

    private double deliveries(int status) {
        return meters.get("rollcall.notification.deliveries")
                .tag("status", Integer.toString(status))
                .counter()
                .count();
    }
}
