package io.rollcall.standalone.trouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeRequest;
import io.rollcall.contract.probe.Trigger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What nobody can read, by what is wrong with it. */
final class Garbage {
    /** As large as a record can be that is kept whole beside the headers of a dead letter. */
    static final int LARGE = 900_000;

    private Garbage() {}

    /** For any topic, under any key. */
    static Map<String, byte[]> ofAnyTopic() {
        Map<String, byte[]> garbage = new LinkedHashMap<>();
        byte[] random = new byte[200];
        new Random(1).nextBytes(random);
        garbage.put("random bytes", random);
        garbage.put("no bytes", new byte[0]);
        garbage.put("half of a record", "{\"schemaVersion\":1,\"clus".getBytes(UTF_8));
        garbage.put("a list", "[]".getBytes(UTF_8));
        garbage.put("a text", "\"lost\"".getBytes(UTF_8));
        garbage.put("a json null", "null".getBytes(UTF_8));
        garbage.put("missing fields", "{\"schemaVersion\":1,\"cluster\":\"test\"}".getBytes(UTF_8));
        garbage.put(
                "a shape of the future",
                "{\"schemaVersion\":99,\"said\":{\"in\":[\"another\",\"way\"]}}".getBytes(UTF_8));
        garbage.put("control characters", "{\"cluster\":\"\u001b[2J\u0007\"}".getBytes(UTF_8));
        garbage.put("a large record", "x".repeat(LARGE).getBytes(UTF_8));
        return garbage;
    }

    /** An image that exists nowhere, in words that can be read. */
    static ImageState state(ImageKey key) {
        return new ImageState(
                1, "test", key, "uid-1", "1", 1, false, null, List.of(), JsonNodeFactory.instance.objectNode());
    }

    static byte[] stateOf(ImageKey key) {
        return EventCodec.of(ImageState.class).encode(state(key));
    }

    static byte[] requestOf(String repository, String target) {
        return EventCodec.of(ProbeRequest.class)
                .encode(new ProbeRequest(
                        1, "test", repository, target, Trigger.MANUAL, Instant.parse("2026-01-01T00:00:00Z"), null));
    }
}
