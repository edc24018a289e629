package io.rollcall.watcher.notifications;

import static io.rollcall.watcher.notifications.Events.DIGEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rollcall.contract.probe.Occasion;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.watcher.notifications.Wishes.Told;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WishesTest {
    private static final String HOST = "dvcr.example:5000";
    private static final Instant NOW = Instant.parse("2026-11-21T16:09:41Z");

    @Test
    void shouldAskForTheTagAndSayWhoWhenATagWasDeleted() {
        // When
        Wishes wishes = Wishes.of(HOST, List.of(Events.tagDeleted("vi/a", "v1")));

        // Then
        assertThat(wishes.requests("west", NOW))
                .containsExactly(new ProbeRequest(
                        1,
                        "west",
                        HOST + "/vi/a",
                        HOST + "/vi/a:v1",
                        Trigger.NOTIFICATION,
                        NOW,
                        null,
                        new Occasion("delete", "robot", "10.0.0.7:4711", "e366f530", Events.AT)));
        assertThat(wishes.told()).containsExactly(new Told("delete", Outcome.REQUESTED));
    }

    @Test
    void shouldAskForTheWholeRepositoryOnceWhenADeletionNamesItsDigestAndItsTags() {
        // When
        Wishes wishes = Wishes.of(
                HOST,
                List.of(
                        Events.tagDeleted("vi/a", "v1"),
                        Events.digestDeleted("vi/a"),
                        Events.tagDeleted("vi/a", "v2"),
                        Events.digestDeleted("vi/a")));

        // Then
        assertThat(wishes.requests("west", NOW))
                .extracting(ProbeRequest::repository, ProbeRequest::target)
                .containsExactly(tuple(HOST + "/vi/a", null));
        assertThat(wishes.told()).hasSize(4).extracting(Told::outcome).containsOnly(Outcome.REQUESTED);
    }

    @Test
    void shouldAskByTagAndByDigestOnceEachWhenAManifestWasPushedTwice() {
        // When
        Wishes wishes = Wishes.of(HOST, List.of(Events.pushed("vi/a", "v1"), Events.pushed("vi/a", "v1")));

        // Then
        assertThat(wishes.requests("west", NOW))
                .extracting(ProbeRequest::target)
                .containsExactly(HOST + "/vi/a:v1", HOST + "/vi/a@" + DIGEST);
    }

    @Test
    void shouldKeepADeletionApartWhenAPushIsInTheSameEnvelope() {
        // When
        Wishes wishes = Wishes.of(HOST, List.of(Events.pushed("vi/a", "v1"), Events.tagDeleted("vi/a", "v1")));

        // Then
        assertThat(wishes.requests("west", NOW))
                .extracting(ProbeRequest::target, it -> it.occasion().action())
                .contains(tuple(HOST + "/vi/a:v1", "push"), tuple(HOST + "/vi/a:v1", "delete"));
    }

    @Test
    void shouldAskForNothingWhenItWasAPullABlobOrSomethingUnheardOf() {
        // When
        Wishes wishes = Wishes.of(
                HOST,
                List.of(
                        Events.other("pull"),
                        Events.other("mount"),
                        Events.other("exported"),
                        Events.blobPushed("vi/a"),
                        Events.tagDeleted("No/Repository", "v1"),
                        Events.tagDeleted("vi/a", "no tag")));

        // Then
        assertThat(wishes.requests("west", NOW)).isEmpty();
        assertThat(wishes.told())
                .extracting(Told::outcome)
                .containsExactly(
                        Outcome.DROPPED,
                        Outcome.IGNORED,
                        Outcome.IGNORED,
                        Outcome.IGNORED,
                        Outcome.UNUSABLE,
                        Outcome.UNUSABLE);
    }
}
