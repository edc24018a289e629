package io.rollcall.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.demo.History.At;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinalCountTest {

    private final DemoImage image = new FakeStage(1, new Sightings(Clock.systemUTC())).all.get(0);
    private final Noted lost = new Noted(image.uid(), Turn.LOST, "a");
    private final Noted recovered = new Noted(image.uid(), Turn.RECOVERED, "b");
    private final ImageView ready = FakeStage.view(image, true, "qcow2");

    private List<String> complaints(ImageView now, List<String> phases, List<Noted> events, List<Noted> alerts) {
        History history = new History(at(phases), at(events), at(alerts), Optional.empty());
        Map<String, ImageView> current = now == null ? Map.of() : Map.of(image.uid(), now);
        return new FinalCount(Map.of(image, 1), Map.of(image.uid(), ready), current, events)
                .complaints(ignored -> history);
    }

    private static <T> List<At<T>> at(List<T> things) {
        return things.stream().map(thing -> new At<>(thing, Instant.EPOCH)).toList();
    }

    @Test
    void shouldFindNothingWhenEachTransitionIsToldOnce() {
        assertThat(complaints(
                        ready,
                        List.of("Ready", "ImageLost", "Ready"),
                        List.of(lost, recovered),
                        List.of(lost, recovered)))
                .isEmpty();
    }

    @Test
    void shouldComplainWhenTheRestOfTheStatusChanged() {
        // When
        List<String> complaints = complaints(
                FakeStage.view(image, true, "raw"),
                List.of("Ready", "ImageLost", "Ready"),
                List.of(lost, recovered),
                List.of(lost, recovered));

        // Then
        assertThat(complaints)
                .singleElement()
                .asString()
                .contains("has another status beside phase and Ready")
                .contains("raw");
    }

    @Test
    void shouldComplainWhenAnEventOrAnAlertIsMissing() {
        // When
        List<String> complaints =
                complaints(ready, List.of("Ready", "ImageLost", "Ready"), List.of(lost), List.of(recovered));

        // Then
        assertThat(complaints)
                .anyMatch(text -> text.contains("has 0 Events VirtualImageLostRecovered instead of 1"))
                .anyMatch(text -> text.contains("has 0 alerts io.rollcall.image.lost.v1 instead of 1"));
    }

    @Test
    void shouldComplainWhenEventAndAlertTellOfDifferentTransitions() {
        // Given
        Noted other = new Noted(image.uid(), Turn.LOST, "c");

        // When
        List<String> complaints = complaints(
                ready, List.of("Ready", "ImageLost", "Ready"), List.of(lost, recovered), List.of(other, recovered));

        // Then
        assertThat(complaints).singleElement().asString().contains("tell of different transitions");
    }

    @Test
    void shouldComplainWhenThePhaseFlapped() {
        // When
        List<String> complaints = complaints(
                ready,
                List.of("Ready", "ImageLost", "Ready", "ImageLost", "Ready"),
                List.of(lost, recovered),
                List.of(lost, recovered));

        // Then
        assertThat(complaints).singleElement().asString().contains("went through the phases");
    }

    @Test
    void shouldComplainWhenTheResourceIsGone() {
        assertThat(complaints(
                        null,
                        List.of("Ready", "ImageLost", "Ready"),
                        List.of(lost, recovered),
                        List.of(lost, recovered)))
                .containsExactly("demo-a/image-0 is gone");
    }

    @Test
    void shouldComplainWhenTheResourceIsStillLost() {
        // When
        List<String> complaints = complaints(
                FakeStage.view(image, false, "qcow2"),
                List.of("Ready", "ImageLost", "Ready"),
                List.of(lost, recovered),
                List.of(lost, recovered));

        // Then
        assertThat(complaints).singleElement().asString().contains("has phase ImageLost");
    }
}
