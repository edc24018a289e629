package io.rollcall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer of the {@link BuiltInRegistry}.
 *
 * @param body what a GET is sent; a HEAD is told its length alone
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a body; never compared
record RegistryAnswer(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = new byte[0];

    static RegistryAnswer empty(int status) {
        return new RegistryAnswer(status, Map.of(), NOTHING);
    }

    static RegistryAnswer json(int status, String body) {
        return new RegistryAnswer(
                status, Map.of("Content-Type", "application/json; charset=utf-8"), body.getBytes(UTF_8));
    }

    /** The body that Distribution sends with an error; {@code detail} is JSON. */
    static RegistryAnswer error(int status, String code, String message, String detail) {
        return json(
                status,
                "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\",\"detail\":%s}]}\n".formatted(code, message, detail));
    }

    /** What the router says to a path that it does not know. */
    static RegistryAnswer noSuchPage() {
        return new RegistryAnswer(
                404, Map.of("Content-Type", "text/plain; charset=utf-8"), "404 page not found\n".getBytes(UTF_8));
    }

    static RegistryAnswer content(String digest, String mediaType, byte[] body) {
        return new RegistryAnswer(
                200,
                Map.of("Content-Type", mediaType, "Docker-Content-Digest", digest, "Etag", '"' + digest + '"'),
                body);
    }

    RegistryAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new RegistryAnswer(status, more, body);
    }
}
