package io.rollcall.contract.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON of one type of event. Times are ISO-8601 in UTC, durations ISO-8601; nulls are left out. Thread-safe.
 *
 * @param <T> the event's record
 */
public final class EventCodec<T> {
    private static final int LONGEST_REASON = 500;
    private static final String UNKNOWN = "unknownFields";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addHandler(new UnknownFields())
            .build();

    private final ObjectReader reader;
    private final ObjectWriter writer;

    private EventCodec(Class<T> type) {
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    /** The codec of one of the contract's records. */
    public static <T> EventCodec<T> of(Class<T> type) {
        return new EventCodec<>(type);
    }

    /** @return the event's JSON in UTF-8 */
    public byte[] encode(T event) {
        try {
            return writer.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a contract record must have a JSON form", e);
        }
    }

    /**
     * @param bytes null (a tombstone) is unreadable as an event; callers look for it first
     * @return never null, and never throws for any bytes
     */
    public Decoded<T> decode(byte[] bytes) {
        if (bytes == null) {
            return new Decoded.Unreadable<>("no value");
        }
        List<String> unknown = new ArrayList<>(0);
        try {
            T value = reader.withAttribute(UNKNOWN, unknown).readValue(bytes);
            return value == null
                    ? new Decoded.Unreadable<>("JSON null")
                    : new Decoded.Event<>(value, List.copyOf(unknown));
        } catch (JsonProcessingException e) {
            return new Decoded.Unreadable<>(shortened(e.getOriginalMessage()));
        } catch (IOException e) {
            return new Decoded.Unreadable<>(shortened(String.valueOf(e.getMessage())));
        }
    }

    /** A reason may quote what was read, which may be of any length. */
    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    /** Notes what this version does not know, and reads on. */
    private static final class UnknownFields extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String propertyName)
                throws IOException {
            if (context.getAttribute(UNKNOWN) instanceof List<?> list) {
                @SuppressWarnings("unchecked")
                List<String> names = (List<String>) list;
                Class<?> owner = beanOrClass instanceof Class<?> type ? type : beanOrClass.getClass();
                names.add(owner.getSimpleName() + "." + propertyName);
            }
            parser.skipChildren();
            return true;
        }
    }
}
