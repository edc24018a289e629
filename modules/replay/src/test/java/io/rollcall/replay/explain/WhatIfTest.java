package io.rollcall.replay.explain;

import static io.rollcall.replay.record.HandMade.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.replay.incident.WhatIf;
import io.rollcall.replay.record.HandMade;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All figures here were worked out by hand, from the times that stand in the test. */
class WhatIfTest {
    private final HandMade window = new HandMade(600).ready("a", "b");

    @Test
    void shouldSaveTheMinutesUntilTheThirdAbsenceWhenTheImageCameBack() throws Exception {
        // Given
        window.decided(window.absent("a", 10));
        window.absent("a", 25);
        window.absent("a", 40);
        window.decided(window.present("a", 70));

        // When
        WhatIf whatIf = under(OtherPolicy.confirmations(3));

        // Then: it said ImageLost for 60 s and would have for 30 s, and it was there all the time
        assertThat(whatIf.changed())
                .containsExactly(new WhatIf.Changed(
                        HandMade.key("a").toString(),
                        at(10),
                        "lost at 03:00:10, recovered at 03:01:10",
                        "lost at 03:00:40 at the latest, recovered at 03:01:10",
                        0.5));
        assertThat(whatIf.minutesSaved()).isEqualTo(0.5);
        assertThat(whatIf.minutesAdded()).isZero();
        assertThat(whatIf.unknown()).isEmpty();
    }

    @Test
    void shouldTakeTheWatchersNewsForOursWhenItComesBeforeTheDecision() throws Exception {
        // Given
        window.decided(window.absent("a", 10));
        window.seen("a", 10.05);
        window.absent("a", 25);
        window.absent("a", 40);
        window.decided(window.present("a", 70));
        window.seen("a", 70.05);

        // Then
        assertThat(under(OtherPolicy.confirmations(3)).minutesSaved()).isEqualTo(0.5);
    }

    @Test
    void shouldAddTheMinutesUntilTheThirdAbsenceWhenTheImageWasGone() throws Exception {
        // Given
        window.decided(window.absent("a", 10));
        window.absent("a", 25);
        window.absent("a", 40);

        // When
        WhatIf whatIf = under(OtherPolicy.confirmations(3));

        // Then: it would have said Ready for 30 s longer
        assertThat(whatIf.minutesAdded()).isEqualTo(0.5);
        assertThat(whatIf.minutesSaved()).isZero();
        assertThat(whatIf.changed()).singleElement().satisfies(it -> {
            assertThat(it.would()).isEqualTo("lost at 03:00:40 at the latest, not recovered");
            assertThat(it.minutes()).isEqualTo(-0.5);
        });
    }

    @Test
    void shouldSaveAllOfItWhenTheNextLookCameInTimeAndFoundItThere() throws Exception {
        // Given: the default confirmationDelay is 2 s
        window.decided(window.absent("a", 10));
        window.decided(window.present("a", 12));

        // When
        WhatIf whatIf = under(OtherPolicy.confirmations(2));

        // Then
        assertThat(whatIf.changed()).singleElement().satisfies(it -> assertThat(it.would())
                .isEqualTo("not lost"));
        assertThat(whatIf.minutesSaved()).isEqualTo(Math.round(2_000 / 60.0) / 1_000.0);
        assertThat(whatIf.sentence()).contains("1 of 1 loss would not have been");
    }

    @Test
    void shouldNotGuessWhenTheLookThatWouldHaveDecidedWasNeverSent() throws Exception {
        // Given
        window.decided(window.absent("a", 10));
        window.decided(window.present("a", 25));
        window.decided(window.absent("b", 500));

        // When
        WhatIf whatIf = under(OtherPolicy.confirmations(2));

        // Then
        assertThat(whatIf.changed()).isEmpty();
        assertThat(whatIf.minutesSaved()).isZero();
        assertThat(whatIf.unknown())
                .extracting(WhatIf.Unknown::why)
                .containsExactly(
                        "a look at 03:00:12 would have decided; the next that there was, at 03:00:25, found it present",
                        "a look at 03:08:22 would have decided; none was sent before the window ends");
    }

    @Test
    void shouldChangeNothingWhenThePolicyIsTheSame() throws Exception {
        // Given
        window.decided(window.absent("a", 10));
        window.decided(window.present("a", 25));

        // Then
        assertThat(under(OtherPolicy.confirmations(1)).changed()).isEmpty();
    }

    @Test
    void shouldRecoverLaterWhenLostImagesAreLookedAtMoreRarely() throws Exception {
        // Given
        window.decided(window.absent("a", 10));
        window.absent("a", 25);
        window.decided(window.present("a", 40));
        window.present("a", 75);
        OtherPolicy rarely = new OtherPolicy(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(60)),
                Optional.of(Duration.ofSeconds(60)));

        // When
        WhatIf whatIf = under(rarely);

        // Then: looked at a minute after 03:00:10, so not at :25 and :40 but at 03:01:15
        assertThat(whatIf.changed()).singleElement().satisfies(it -> {
            assertThat(it.was()).isEqualTo("lost at 03:00:10, recovered at 03:00:40");
            assertThat(it.would()).isEqualTo("lost at 03:00:10, recovered at 03:01:15");
        });
        assertThat(whatIf.minutesAdded()).isEqualTo(Math.round(35_000 / 60.0) / 1_000.0);
    }

    private WhatIf under(OtherPolicy policy) throws InterruptedException {
        Question question = Question.of(at(0), at(600)).under(policy);
        return Replay.of(window, question, records -> {})
                .document("x", window.reach())
                .whatIf();
    }
}
