package io.rollcall.standalone.up;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.transition.Transition;
import io.rollcall.standalone.terminal.Colour;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts what is found on the bus into the story: every transition, and of the alerts those that no transition tells of. */
final class Tellers {

    private static final EventCodec<Transition> TRANSITIONS = EventCodec.of(Transition.class);
    private static final EventCodec<Alert> ALERTS = EventCodec.of(Alert.class);

    private final Story story;

    Tellers(Story story) {
        this.story = requireNonNull(story, "story is null");
    }

    void transition(ConsumerRecord<byte[], byte[]> found) {
        if (TRANSITIONS.decode(found.value()) instanceof Decoded.Event<Transition> event) {
            TransitionLine line = TransitionLine.of(event.value());
            story.tell(event.value().decidedAt(), line.colour(), line.what(), line.text());
        } else {
            unreadable(found);
        }
    }

    void alert(ConsumerRecord<byte[], byte[]> found) {
        if (ALERTS.decode(found.value()) instanceof Decoded.Event<Alert> event) {
            RegistryLine.of(event.value())
                    .ifPresent(line -> story.tell(event.value().time(), line.colour(), line.what(), line.text()));
        } else {
            unreadable(found);
        }
    }

    private void unreadable(ConsumerRecord<byte[], byte[]> found) {
        story.tell(
                Colour.WARN,
                "unreadable",
                "%s-%d offset %d".formatted(found.topic(), found.partition(), found.offset()));
    }
}
