package io.rollcall.contract.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a registry's answer means. Only {@link Absent} can lose an image and only {@link Present} can recover one. A verdict
 * of a later version reads as {@link Inconclusive} with {@link Reason#UNRECOGNISED}.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "is",
        defaultImpl = Verdict.Inconclusive.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.Present.class, name = "present"),
    @JsonSubTypes.Type(value = Verdict.Absent.class, name = "absent"),
    @JsonSubTypes.Type(value = Verdict.Inconclusive.class, name = "inconclusive")
})
public sealed interface Verdict {
    /** @return the name on the wire, also the value of the {@code verdict} label of metrics */
    @JsonProperty("is")
    String is();

    /** @return what the circuit breaker counts it as: an answer about an image is a registry's, whatever it says */
    default Reason.Counts counts() {
        return Reason.Counts.SUCCESS;
    }

    /** @return whether the other is of the same sort, whatever its details */
    default boolean sameSortAs(Verdict other) {
        return getClass() == other.getClass();
    }

    /**
     * The registry has it.
     *
     * @param digest as the registry's {@code Docker-Content-Digest} says
     */
    record Present(String digest) implements Verdict {
        public Present {
            requireNonNull(digest, "digest is null");
        }

        @Override
        public String is() {
            return "present";
        }
    }

    /**
     * The registry itself says that it does not have it, in a registry's error body.
     *
     * @param code {@code MANIFEST_UNKNOWN}, {@code NAME_UNKNOWN} or {@code BLOB_UNKNOWN}
     */
    record Absent(String code) implements Verdict {
        public Absent {
            requireNonNull(code, "code is null");
        }

        @Override
        public String is() {
            return "absent";
        }
    }

    /**
     * Nothing is known of the image.
     *
     * @param retryAfterMillis how long the registry asked to be left alone; null if it did not
     */
    record Inconclusive(Reason reason, Long retryAfterMillis) implements Verdict {
        public Inconclusive {
            reason = reason == null ? Reason.UNRECOGNISED : reason;
        }

        /** An inconclusive verdict without a wish to be left alone. */
        public Inconclusive(Reason reason) {
            this(reason, null);
        }

        @Override
        public String is() {
            return "inconclusive";
        }

        @Override
        public Reason.Counts counts() {
            return reason.counts();
        }
    }
}
