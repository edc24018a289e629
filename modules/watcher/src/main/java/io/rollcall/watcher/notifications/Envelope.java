package io.rollcall.watcher.notifications;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.contract.probe.Occasion;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** What stands in one delivery. An event of a shape that is not known is read as far as it goes: refused, it would come again for ever. */
sealed interface Envelope {

    /** Distribution's. */
    String MEDIA_TYPE = "application/vnd.docker.distribution.events.v1+json";

    /** In order. */
    record Events(List<Event> events) implements Envelope {
        public Events {
            events = List.copyOf(events);
        }
    }

    /**
     * No envelope at all.
     *
     * @param why a clause for a person
     */
    record Garbage(String why) implements Envelope {
        public Garbage {
            requireNonNull(why, "why is null");
        }
    }

    /** Reads it; never fails. */
    static Envelope read(byte[] body) {
        try {
            JsonNode events = new JsonMapper().readTree(body).path("events");
            if (!events.isArray()) {
                return new Garbage("it has no list \"events\"");
            }
            List<Event> read = new ArrayList<>();
            events.forEach(event -> read.add(event(event)));
            return new Events(read);
        } catch (JsonProcessingException e) {
            return new Garbage("it is not JSON");
        } catch (IOException e) {
            return new Garbage("it cannot be read");
        }
    }

    private static Event event(JsonNode event) {
        JsonNode target = event.path("target");
        String repository = text(target, "repository");
        String action = text(event, "action");
        return new Event(
                new Occasion(
                        action == null ? "" : action,
                        text(event.path("actor"), "name"),
                        text(event.path("request"), "addr"),
                        text(event, "id"),
                        time(text(event, "timestamp"))),
                repository == null ? "" : repository,
                text(target, "tag"),
                text(target, "digest"),
                text(target, "mediaType"));
    }

    /** Null where there is none, or none to speak of. */
    private static String text(JsonNode of, String field) {
        String text = of.path(field).asText("");
        // what a registry sends of these is shorter by far
        return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), 512));
    }

    private static Instant time(String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
