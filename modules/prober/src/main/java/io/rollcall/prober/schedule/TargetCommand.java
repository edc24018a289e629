package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.Trigger;
import java.time.Instant;

/** What changed about who asks for a target: what the binding stage tells the scheduling stage. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TargetCommand.Bind.class, name = "bind"),
    @JsonSubTypes.Type(value = TargetCommand.Unbind.class, name = "unbind")
})
sealed interface TargetCommand {
    /**
     * The ask stands as the subscriber says, whether it stood before or not.
     *
     * @param why CHANGED or MANUAL: it wants a probe that starts from {@code boundAt} on; null: only the resourceVersion is new
     */
    record Bind(Subscriber subscriber, Trigger why) implements TargetCommand {
        public Bind {
            requireNonNull(subscriber, "subscriber is null");
        }

        /** The same, without times that only a clock that is ahead can have put so late. */
        Bind asOf(Instant now) {
            return new Bind(subscriber.asOf(now), why);
        }
    }

    /**
     * The ask stands no more.
     *
     * @param target text of the {@link TargetKey}
     * @param reference as the ask stated it
     */
    record Unbind(String target, String reference, ImageKey image, String askId) implements TargetCommand {
        public Unbind {
            requireNonNull(target, "target is null");
            requireNonNull(reference, "reference is null");
            requireNonNull(image, "image is null");
            requireNonNull(askId, "askId is null");
        }
    }
}
