package io.rollcall.replay.explain;

import static io.rollcall.replay.record.HandMade.HOST;
import static io.rollcall.replay.record.HandMade.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.probe.Reason;
import io.rollcall.replay.incident.Evidence;
import io.rollcall.replay.incident.Health;
import io.rollcall.replay.incident.ImageHistory;
import io.rollcall.replay.incident.Incident;
import io.rollcall.replay.incident.IncidentCause;
import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.incident.Lane;
import io.rollcall.replay.incident.LostCount;
import io.rollcall.replay.incident.Phase;
import io.rollcall.replay.incident.StoryLine;
import io.rollcall.replay.record.HandMade;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final HandMade window = new HandMade(600).ready("a", "b", "c", "d");

    @Test
    void shouldTellWhatHappenedToAnImageInTheOrderOfTime() throws Exception {
        // Given
        window.present("a", 5);
        window.decided(window.absent("a", 10));
        window.absent("a", 25);
        window.absent("a", 40);
        window.decided(window.present("a", 70));

        // When
        ImageHistory image = explained().images().get(0);

        // Then
        assertThat(image.story())
                .extracting(StoryLine::text)
                .containsExactly(
                        "HEAD 404 MANIFEST_UNKNOWN, confirmed by GET 404: absent, 1 in a row (asked by sweep)",
                        "1 of 1 in a row: lost, written as version 101, 100 ms after the answer",
                        "Event Warning VirtualImageLost belongs to it (Events are not on the bus)",
                        "HEAD 404 MANIFEST_UNKNOWN, confirmed by GET 404: absent, 2 in a row (asked by re-check)",
                        "the same 1 more time, here for the last time",
                        "HEAD 200: present (asked by re-check)",
                        "recovered, written as version 102, 100 ms after the answer",
                        "Event Normal VirtualImageLostRecovered belongs to it (Events are not on the bus)");
        assertThat(image.lane())
                .containsExactly(
                        new Lane(at(0), at(10.1), Phase.READY),
                        new Lane(at(10.1), at(70.1), Phase.IMAGE_LOST),
                        new Lane(at(70.1), at(600), Phase.READY));
        assertThat(image.lostMillis()).isEqualTo(60_000);
        assertThat(explained().lostOverTime())
                .containsExactly(new LostCount(at(0), 0), new LostCount(at(10.1), 1), new LostCount(at(70.1), 0));
    }

    @Test
    void shouldTellStorageThatIsGoneFromADeletionAndFromRefusedCredentials() throws Exception {
        // Given
        window.present("d", 2);
        window.deleted("d", 5, "alice");
        window.decided(window.absent("d", 6));
        for (String name : new String[] {"a", "b", "c"}) {
            window.present(name, 3);
            window.decided(window.absent(name, 100));
            window.decided(window.present(name, 160));
        }
        for (String name : new String[] {"a", "b", "c"}) {
            window.failed(name, 300, Reason.DENIED, 401);
            window.present(name, 340);
        }

        // When
        IncidentDocument document = explained();

        // Then
        assertThat(document.incidents())
                .extracting(Incident::cause)
                .containsExactly(IncidentCause.DELETION, IncidentCause.STORAGE_GONE, IncidentCause.CREDENTIALS);
        assertThat(document.incidents().get(0).sentence())
                .isEqualTo("alice deleted 1 image of " + HOST + ", as the registry itself reported at 03:00:05"
                        + " (from 10.0.0.7): the next look found nothing at 03:00:06. It has not come back.");
        assertThat(document.incidents().get(1).sentence())
                .isEqualTo("The storage behind " + HOST + " is likely to have gone: 3 images of " + HOST
                        + " were absent from 03:01:40 on, within 0 ms, in the registry's own words, so it lived; nothing"
                        + " else that was asked about meanwhile was there; and it reported no deletion of any of them."
                        + " All were back by 03:02:40.");
        assertThat(document.incidents().get(1).end()).isEqualTo(at(160));
        assertThat(document.incidents().get(2).sentence()).contains("refused our credentials", "3 images");
        assertThat(document.incidents().get(2).end()).isEqualTo(at(340));
        assertThat(document.images().get(0).incidents()).containsExactly(2, 3);
        assertThat(document.registries().get(0).band())
                .extracting(band -> band.health())
                .containsExactly(Health.UNKNOWN, Health.OK, Health.MANY_ABSENT, Health.OK, Health.DENIED, Health.OK);
        assertThat(document.summary().stillLost()).isEqualTo(1);
    }

    @Test
    void shouldNotBlameTheStorageWhenMostOfItIsThere() throws Exception {
        // Given
        window.decided(window.absent("a", 100));
        window.present("b", 105);
        window.present("c", 106);
        window.present("d", 107);
        window.decided(window.absent("b", 110));

        // Then
        assertThat(explained().incidents()).singleElement().satisfies(it -> {
            assertThat(it.cause()).isEqualTo(IncidentCause.UNEXPLAINED);
            assertThat(it.sentence()).contains("2 others were found there meanwhile");
        });
    }

    @Test
    void shouldTakeSilenceOfARegistryForAnOutageAndOneFailureForNone() throws Exception {
        // Given
        window.failed("a", 10, Reason.CONNECTION_REFUSED, null);
        window.failed("b", 11, Reason.CIRCUIT_OPEN, null);
        window.present("a", 50);
        window.failed("a", 500, Reason.TIMEOUT, null);

        // Then
        assertThat(explained().incidents()).singleElement().satisfies(it -> {
            assertThat(it.cause()).isEqualTo(IncidentCause.REGISTRY_DOWN);
            assertThat(it.sentence()).contains("circuit breaker");
            assertThat(it.end()).isEqualTo(at(50));
        });
    }

    @Test
    void shouldTellThrottlingFromAnOutageEvenWhenItMetOneImage() throws Exception {
        // Given
        window.failed("a", 10, Reason.THROTTLED, 429);
        window.present("a", 60);

        // Then
        assertThat(explained().incidents()).singleElement().satisfies(it -> {
            assertThat(it.cause()).isEqualTo(IncidentCause.THROTTLED);
            assertThat(it.evidence()).extracting(Evidence::text).contains("THROTTLED, HTTP 429");
            assertThat(it.end()).isEqualTo(at(60));
        });
        assertThat(explained().summary().lost()).isZero();
    }

    @Test
    void shouldTellOfTheseImagesAloneWhenOthersAreNotAskedAbout() throws Exception {
        // Given
        window.decided(window.absent("a", 10));
        window.decided(window.absent("b", 11));
        Question question = new Question(
                at(0), at(600), Optional.of("*/b"), Optional.empty(), java.util.Map.of(), Optional.empty());

        // When
        IncidentDocument document = Replay.of(window, question, records -> {}).document("x", window.reach());

        // Then
        assertThat(document.images()).extracting(ImageHistory::name).containsExactly("b");
        assertThat(document.summary().lost()).isEqualTo(1);
        assertThat(document.incidents().get(0).images()).containsExactly(0);
        assertThat(document.registries().get(0).images()).isEqualTo(4);
    }

    @Test
    void shouldComeToTheSameBytesWhenItIsReplayedAgain() throws Exception {
        // Given
        window.decided(window.absent("c", 10));
        window.decided(window.absent("a", 10));
        window.failed("b", 11, Reason.DENIED, 401);
        window.garbage(12);

        // Then
        assertThat(explained().toJson()).isEqualTo(explained().toJson());
        assertThat(explained().summary().sentences()).contains("1 record could not be read and were left out.");
    }

    @Test
    void shouldKeepTheBeginAndTheEndOfAStoryWhenItIsTooLong() throws Exception {
        // Given
        for (int i = 0; i < 100; i++) {
            window.failed("a", i, i % 2 == 0 ? Reason.TIMEOUT : Reason.SERVER_ERROR, null);
        }

        // When
        ImageHistory image = explained().images().get(0);

        // Then
        assertThat(image.story()).hasSize(61);
        assertThat(image.story().get(30).text()).startsWith("40 lines left out here");
    }

    private IncidentDocument explained() throws InterruptedException {
        return Replay.of(window, Question.of(at(0), at(600)), records -> {}).document("x", window.reach());
    }
}
