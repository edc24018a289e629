package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which keys two configurations differ in. Registries are told apart by their host, not by where they stand in the list. */
public final class ConfigDiff {
    /** Where a component of a section is not called as its key. */
    private static final Map<String, String> KEYS = Map.of("kafka.clientProperties", Keys.KAFKA_CONFIG.path());

    private final List<String> keys = new ArrayList<>();

    private ConfigDiff() {}

    /** The paths of all keys that are not the same, as {@code after} spells them. */
    public static List<String> between(RollcallConfig before, RollcallConfig after) {
        ConfigDiff diff = new ConfigDiff();
        diff.compare("", before.withRegistries(List.of()), after.withRegistries(List.of()));
        for (int i = 0; i < after.registries().size(); i++) {
            RegistryConfig now = after.registries().get(i);
            String path = "registries[" + i + "]";
            find(before, now.host())
                    .ifPresentOrElse(was -> diff.compare(path, was, now), () -> diff.keys.add(path + ".host"));
        }
        before.registries().stream()
                .map(RegistryConfig::host)
                .filter(host -> find(after, host).isEmpty())
                .forEach(host -> diff.keys.add("registries[].host (" + host + " is gone)"));
        return List.copyOf(diff.keys);
    }

    /** The entry of this host, however its letters are written. */
    public static Optional<RegistryConfig> find(RollcallConfig config, String host) {
        String name = requireNonNull(host, "host is null").toLowerCase(Locale.ROOT);
        return config.registries().stream()
                .filter(it -> it.host().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    private void compare(String path, Object before, Object after) {
        if (before.equals(after)) {
            return;
        }
        if (!(before instanceof Record) || path.endsWith(".rate")) {
            keys.add(KEYS.getOrDefault(path, path));
            return;
        }
        for (RecordComponent component : before.getClass().getRecordComponents()) {
            String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
            compare(name, value(component, before), value(component, after));
        }
    }

    private static Object value(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a configuration's component can be read", e);
        }
    }
}
