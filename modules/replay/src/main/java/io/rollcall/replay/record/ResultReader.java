package io.rollcall.replay.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a conclusive probe result field by field, as this version writes it: the same as the codec makes of it, in a third of
 * the time. All else it leaves to the codec: inconclusive ones, fields and values that it does not know, whatever is missing,
 * twice there or written in another way.
 */
final class ResultReader {
    private static final JsonFactory JSON = new JsonFactory();

    private Integer schemaVersion;
    private String cluster;
    private ImageKey key;
    private String uid;
    private String resourceVersion;
    private String target;
    private String askId;
    private Purpose purpose;
    private ObjectNode context;
    private Verdict verdict;
    private HttpEvidence evidence;
    private Integer consecutive;
    private Instant verdictSince;
    private Trigger trigger;
    private String attempt;
    private Instant dueAt;
    private Instant startedAt;
    private Instant probedAt;
    private String policyVersion;
    private BreakerState breaker;

    private ResultReader() {}

    /** It is not written as this version writes a conclusive result. */
    private static final class NotPlainException extends IOException {
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** @return empty where the codec is to read it, and to say what is wrong with it, if anything is */
    static Optional<ProbeResult> read(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            ResultReader reader = new ResultReader();
            reader.fields(json);
            return json.nextToken() == null ? Optional.of(reader.result()) : Optional.empty();
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void fields(JsonParser json) throws IOException {
        begin(json.nextToken());
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "schemaVersion" -> schemaVersion = once(schemaVersion, number(json));
                case "cluster" -> cluster = once(cluster, json.nextTextValue());
                case "key" -> key = once(key, key(json.nextTextValue()));
                case "uid" -> uid = once(uid, json.nextTextValue());
                case "resourceVersion" -> resourceVersion = once(resourceVersion, json.nextTextValue());
                case "target" -> target = once(target, json.nextTextValue());
                case "askId" -> askId = once(askId, json.nextTextValue());
                case "purpose" -> purpose = once(purpose, purpose(text(json)));
                case "context" -> context = once(context, context(json));
                case "verdict" -> verdict = once(verdict, verdict(json));
                case "evidence" -> evidence = once(evidence, evidence(json));
                case "consecutive" -> consecutive = once(consecutive, number(json));
                case "verdictSince" -> verdictSince = once(verdictSince, time(json));
                case "trigger" -> trigger = once(trigger, Trigger.valueOf(text(json)));
                case "attempt" -> attempt = once(attempt, json.nextTextValue());
                case "dueAt" -> dueAt = once(dueAt, time(json));
                case "startedAt" -> startedAt = once(startedAt, time(json));
                case "probedAt" -> probedAt = once(probedAt, time(json));
                case "policyVersion" -> policyVersion = once(policyVersion, json.nextTextValue());
                case "breaker" -> breaker = once(breaker, BreakerState.valueOf(text(json)));
                default -> throw new NotPlainException();
            }
        }
        end(json.currentToken());
    }

    private ProbeResult result() throws IOException {
        return new ProbeResult(
                there(schemaVersion),
                there(cluster),
                there(key),
                there(uid),
                there(resourceVersion),
                there(target),
                there(askId),
                there(purpose),
                there(context),
                there(verdict),
                there(evidence),
                there(consecutive),
                there(verdictSince),
                there(trigger),
                there(attempt),
                there(dueAt),
                there(startedAt),
                there(probedAt),
                there(policyVersion),
                there(breaker));
    }

    private static ImageKey key(String text) throws IOException {
        return ImageKey.parse(there(text)).orElseThrow(NotPlainException::new);
    }

    private static Purpose purpose(String name) {
        return Purpose.PRESENCE.name().equals(name) ? Purpose.PRESENCE : new Purpose(name);
    }

    /** Of words alone, as every kind's is. */
    private static ObjectNode context(JsonParser json) throws IOException {
        begin(json.nextToken());
        ObjectNode words = JsonNodeFactory.instance.objectNode();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (words.replace(field, JsonNodeFactory.instance.textNode(text(json))) != null) {
                throw new NotPlainException();
            }
        }
        end(json.currentToken());
        return words;
    }

    private static Verdict verdict(JsonParser json) throws IOException {
        begin(json.nextToken());
        String sort = null;
        String digest = null;
        String code = null;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "is" -> sort = once(sort, json.nextTextValue());
                case "digest" -> digest = once(digest, json.nextTextValue());
                case "code" -> code = once(code, json.nextTextValue());
                default -> throw new NotPlainException();
            }
        }
        end(json.currentToken());
        if ("present".equals(sort) && code == null) {
            return new Verdict.Present(there(digest));
        } else if ("absent".equals(sort) && digest == null) {
            return new Verdict.Absent(there(code));
        }
        throw new NotPlainException();
    }

    private static HttpEvidence evidence(JsonParser json) throws IOException {
        begin(json.nextToken());
        Integer status = null;
        Integer confirmStatus = null;
        String errorCode = null;
        String contentType = null;
        String detail = null;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "status" -> status = once(status, number(json));
                case "confirmStatus" -> confirmStatus = once(confirmStatus, number(json));
                case "errorCode" -> errorCode = once(errorCode, json.nextTextValue());
                case "contentType" -> contentType = once(contentType, json.nextTextValue());
                case "detail" -> detail = once(detail, json.nextTextValue());
                default -> throw new NotPlainException();
            }
        }
        end(json.currentToken());
        return new HttpEvidence(status, confirmStatus, errorCode, contentType, detail);
    }

    private static void begin(JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw new NotPlainException();
        }
    }

    private static void end(JsonToken token) throws IOException {
        if (token != JsonToken.END_OBJECT) {
            throw new NotPlainException();
        }
    }

    private static Integer number(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new NotPlainException();
        }
        return json.getIntValue();
    }

    private static String text(JsonParser json) throws IOException {
        return there(json.nextTextValue());
    }

    private static Instant time(JsonParser json) throws IOException {
        return PlainTime.parse(text(json)).orElseThrow(NotPlainException::new);
    }

    private static <T> T once(T before, T now) throws IOException {
        if (before != null) {
            throw new NotPlainException();
        }
        return there(now);
    }

    private static <T> T there(T value) throws IOException {
        if (value == null) {
            throw new NotPlainException();
        }
        return value;
    }
}
