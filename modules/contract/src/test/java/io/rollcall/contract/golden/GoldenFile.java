package io.rollcall.contract.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A record as it stands in a file.
 *
 * @param partition among twelve
 * @param value JSON null for a tombstone; text for bytes that are no event
 */
record GoldenFile(String topic, String key, int partition, Map<String, String> headers, JsonNode value) {
    static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static GoldenFile read(String path) {
        return parse(path, GoldenFile.class);
    }

    static <T> T parse(String path, Class<T> type) {
        try {
            return JSON.readValue(Files.readAllBytes(directory().resolve(path)), type);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** Paths of all files with an event in them. */
    static List<String> events() {
        try (Stream<Path> files = Files.walk(directory())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory().relativize(file).toString())
                    .filter(path -> path.contains("/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        try {
            return Path.of(GoldenFile.class.getResource("/golden/v1/README.md").toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a consumer gets. */
    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
