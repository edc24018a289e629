package io.rollcall.contract.image;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Why an ask is asked. An open set: a purpose that this version does not know is kept on the bus and not acted on.
 *
 * @param name upper case
 */
public record Purpose(@JsonValue String name) {
    /** Is it there? */
    public static final Purpose PRESENCE = new Purpose("PRESENCE");

    /** Which digest does the tag stand for now? */
    public static final Purpose DIGEST = new Purpose("DIGEST");

    /** Which tags are there? Reserved: no prober answers it yet. */
    public static final Purpose TAGS = new Purpose("TAGS");

    @JsonCreator
    public Purpose {
        requireNonNull(name, "name is null");
    }

    /** @return whether this version's prober answers it */
    public boolean isAnswered() {
        return equals(PRESENCE) || equals(DIGEST);
    }
}
