package io.rollcall.watcher.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.runtime.http.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A good delivery, but for what is changed. */
final class FakeCall implements Call {
    private final Map<String, String> headers =
            new HashMap<>(Map.of("Authorization", "Bearer good", "Content-Type", Envelope.MEDIA_TYPE));
    private String method = "POST";
    private String registry;
    private final String body;

    FakeCall(String body) {
        this.body = body;
    }

    FakeCall method(String other) {
        method = other;
        return this;
    }

    /** @param value null for none */
    FakeCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    FakeCall registry(String name) {
        registry = name;
        return this;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(name.equals(Sender.PARAMETER) ? registry : null);
    }

    @Override
    public String from() {
        return "10.0.0.9:1234";
    }

    @Override
    public Optional<byte[]> body(int atMost) {
        return Optional.of(body.getBytes(UTF_8)).filter(bytes -> bytes.length <= atMost);
    }
}
