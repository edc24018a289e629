package io.rollcall.standalone.compose;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One service of a Compose file. */
record ComposeService(String name, Map<?, ?> settings) {

    /** A file or directory of the machine, inside the container. */
    record Bind(Path source, String target, boolean readOnly) {}

    boolean isOurs() {
        return settings.containsKey("build");
    }

    String text(String key) {
        return String.valueOf(settings.get(key));
    }

    List<String> list(String key) {
        return settings.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        if (settings.get("environment") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> environment.put((String) key, String.valueOf(value)));
        }
        return environment;
    }

    /** The command of the health check, to be run in the container. */
    List<String> healthCheck() {
        List<String> test = settings.get("healthcheck") instanceof Map<?, ?> check
                ? ((List<?>) check.get("test")).stream().map(String::valueOf).toList()
                : List.of("NONE");
        if (!test.get(0).equals("CMD")) {
            throw new AssertionError("the health check of " + name + " is no CMD: " + test);
        }
        return test.subList(1, test.size());
    }

    /** What of this machine is mounted; named volumes are left out. */
    List<Bind> binds() {
        return settings.get("volumes") instanceof List<?> volumes
                ? volumes.stream()
                        .filter(Map.class::isInstance)
                        .map(ComposeFile::map)
                        .map(volume -> new Bind(
                                ComposeFile.HOME
                                        .resolve((String) volume.get("source"))
                                        .normalize(),
                                (String) volume.get("target"),
                                Boolean.TRUE.equals(volume.get("read_only"))))
                        .toList()
                : List.of();
    }

    /** The services that have to be healthy first. */
    Map<String, String> dependencies() {
        Map<String, String> conditions = new LinkedHashMap<>();
        if (settings.get("depends_on") instanceof Map<?, ?> map) {
            map.forEach((other, condition) -> conditions.put(
                    (String) other, (String) ComposeFile.map(condition).get("condition")));
        }
        return conditions;
    }
}
