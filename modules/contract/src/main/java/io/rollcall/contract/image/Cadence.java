package io.rollcall.contract.image;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** How often an ask is to be asked again. */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "type",
        visible = true,
        defaultImpl = Cadence.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Cadence.Sweep.class, name = "sweep"),
    @JsonSubTypes.Type(value = Cadence.Progressive.class, name = "progressive"),
    @JsonSubTypes.Type(value = Cadence.Cron.class, name = "cron"),
    @JsonSubTypes.Type(value = Cadence.OnRequest.class, name = "onRequest")
})
public sealed interface Cadence {
    /** @return the name on the wire */
    @JsonProperty("type")
    String type();

    /** With the prober's sweep, once a period. */
    @JsonIgnoreProperties(value = "type", allowGetters = true)
    record Sweep() implements Cadence {
        @Override
        public String type() {
            return "sweep";
        }
    }

    /**
     * More rarely the longer it lasts: the next probe comes after the time that has passed since {@code since}, clamped to
     * {@code min} … {@code max}.
     *
     * @param since null counts as just now
     */
    @JsonIgnoreProperties(value = "type", allowGetters = true)
    record Progressive(Instant since, Duration min, Duration max) implements Cadence {
        public Progressive {
            requireNonNull(min, "min is null");
            requireNonNull(max, "max is null");
            since = since == null ? null : since.truncatedTo(ChronoUnit.MILLIS);
            if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
                throw new IllegalArgumentException("progressive bounds: 0 < min ≤ max, not " + min + " … " + max);
            }
        }

        @Override
        public String type() {
            return "progressive";
        }

        /** @return the interval to wait at {@code now}, from {@link #min} to {@link #max} */
        public Duration interval(Instant now) {
            if (since == null) {
                return min;
            }
            Duration elapsed = Duration.between(since, now);
            if (elapsed.compareTo(min) < 0) {
                return min;
            }
            return elapsed.compareTo(max) > 0 ? max : elapsed;
        }
    }

    /** On a schedule of its own, in UTC; for the syntax see {@link io.rollcall.contract.policy.CronSchedule}. */
    @JsonIgnoreProperties(value = "type", allowGetters = true)
    record Cron(String expression) implements Cadence {
        public Cron {
            requireNonNull(expression, "expression is null");
        }

        @Override
        public String type() {
            return "cron";
        }
    }

    /** Only when a request names it (and once when it is new). */
    @JsonIgnoreProperties(value = "type", allowGetters = true)
    record OnRequest() implements Cadence {
        @Override
        public String type() {
            return "onRequest";
        }
    }

    /**
     * A cadence of a later version: kept as it stands, and never scheduled by this one.
     *
     * @param rest everything but the type
     */
    record Unrecognised(
            String type, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> rest) implements Cadence {
        public Unrecognised {
            type = type == null ? "" : type;
            rest = rest == null ? Map.of() : Map.copyOf(rest);
        }
    }
}
