package io.rollcall.standalone.compose;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The project's {@code docker-compose.yml}, with its variables replaced. */
final class ComposeFile {

    /** The project. */
    static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();

    private final Map<String, ComposeService> services = new LinkedHashMap<>();

    private ComposeFile() {}

    /** Reads it with these variables set, and every other at its default. */
    static ComposeFile read(Map<String, String> variables) {
        ComposeFile file = new ComposeFile();
        map(resolved(load(HOME.resolve("docker-compose.yml")).get("services"), variables))
                .forEach((name, service) ->
                        file.services.put((String) name, new ComposeService((String) name, map(service))));
        return file;
    }

    /** Any YAML file that holds a map. */
    static Map<?, ?> load(Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object resolved(Object node, Map<String, String> variables) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, resolved(value, variables)));
            return copy;
        }
        if (node instanceof List<?> list) {
            return list.stream().map(item -> resolved(item, variables)).toList();
        }
        return node instanceof String text ? Interpolation.resolve(text, variables) : node;
    }

    static Map<?, ?> map(Object node) {
        return (Map<?, ?>) node;
    }

    List<ComposeService> services() {
        return List.copyOf(services.values());
    }

    ComposeService service(String name) {
        return services.get(name);
    }

    /** Those that are built here. */
    List<ComposeService> ours() {
        return services().stream().filter(ComposeService::isOurs).toList();
    }
}
