package io.rollcall.runtime.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads a configuration: command line over environment over file over default. Reports every
 * mistake of every source at once. Not safe for use by several threads.
 */
public final class ConfigLoader {

    private final List<Key<?>> required = new ArrayList<>();
    private Optional<Path> file = Optional.empty();
    private Map<String, String> environment = Map.of();
    private final Map<String, Setting> fallbacks = new LinkedHashMap<>();
    private final Map<String, Setting> overrides = new LinkedHashMap<>();

    /** Reads this YAML file; paths in it are relative to its directory. */
    public ConfigLoader file(Path yaml) {
        file = Optional.of(yaml);
        return this;
    }

    /** Reads these variables; paths in them are relative to the working directory. */
    public ConfigLoader environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /** Gives a key another default, below every other source. */
    public ConfigLoader fallback(String path, String text) {
        fallbacks.put(path, new Setting(path, text, "default", Path.of(""), false));
        return this;
    }

    /** Sets keys by code, above every other source. */
    public ConfigLoader overrides(Map<String, String> settings) {
        settings.forEach((path, text) -> override(path, text, path));
        return this;
    }

    /** Sets one key by an option of the command line, above every other source. */
    public ConfigLoader override(String path, String text, String option) {
        overrides.put(path, new Setting(path, text, option, Path.of(""), false));
        return this;
    }

    /** Makes it a mistake to leave this key out. */
    public ConfigLoader require(Key<?> key) {
        required.add(requireNonNull(key, "key is null"));
        return this;
    }

    /** Reads everything once. */
    public Loaded load() {
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, Setting> settings = new LinkedHashMap<>(fallbacks);
        file.ifPresent(path -> put(YamlSource.read(path, mistakes), settings));
        put(EnvironmentSource.read(environment, mistakes), settings);
        put(overrides.values(), settings);
        settings.values().removeIf(setting -> unknown(setting, mistakes));

        clientProperties(settings, mistakes);
        int registries = countRegistries(settings, mistakes);
        Values values = new Values(settings, mistakes);
        for (Key<?> key : required) {
            require(key, values.isGiven(key), mistakes);
        }
        return build(values, registries, mistakes);
    }

    private static Loaded build(Values values, int count, List<Mistake> mistakes) {
        Optional<KafkaConfig> kafka = values.build(() -> KafkaConfig.from(values));
        Optional<KubernetesConfig> kubernetes = values.build(() -> KubernetesConfig.from(values));
        Optional<MassLossConfig> massLoss = values.build(() -> MassLossConfig.from(values));
        Optional<SweepConfig> sweep = values.build(() -> SweepConfig.from(values));
        Optional<DeepCheckConfig> deepCheck = values.build(() -> DeepCheckConfig.from(values));
        Optional<RecheckConfig> recheck = values.build(() -> RecheckConfig.from(values));
        Optional<HttpConfig> http = values.build(() -> HttpConfig.from(values));
        Optional<ProberConfig> prober = values.build(() -> ProberConfig.from(values));
        Optional<WriterConfig> writer = values.build(() -> WriterConfig.from(values));
        Optional<NotificationsConfig> notifications = values.build(() -> NotificationsConfig.from(values));
        List<RegistryConfig> registries = IntStream.range(0, count)
                .mapToObj(values::at)
                .flatMap(entry -> registry(entry).stream())
                .toList();
        Mode mode = values.get(Keys.MODE);
        String cluster = values.get(Keys.CLUSTER);
        var shutdownTimeout = values.get(Keys.SHUTDOWN_TIMEOUT);
        if (!mistakes.isEmpty()) {
            return new Loaded.Mistakes(mistakes);
        }
        return values.build(() -> new RollcallConfig(
                        mode,
                        cluster,
                        kafka.orElseThrow(),
                        kubernetes.orElseThrow(),
                        registries,
                        massLoss.orElseThrow(),
                        sweep.orElseThrow(),
                        deepCheck.orElseThrow(),
                        recheck.orElseThrow(),
                        http.orElseThrow(),
                        prober.orElseThrow(),
                        writer.orElseThrow(),
                        notifications.orElseThrow(),
                        shutdownTimeout))
                .<Loaded>map(Loaded.Ok::new)
                .orElseGet(() -> new Loaded.Mistakes(mistakes));
    }

    /** The brokers may stand in the client.properties alone; what is ours to decide may not. */
    private static void clientProperties(Map<String, Setting> settings, List<Mistake> mistakes) {
        Setting named = settings.get(Keys.KAFKA_CONFIG.path());
        Path path = named == null ? Path.of("") : named.directory().resolve(named.text());
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return;
        }
        try {
            ClientProperties properties = ClientProperties.read(path);
            mistakes.addAll(properties.mistakes(path));
            properties
                    .bootstrapServers()
                    .map(servers -> new Setting(
                            Keys.KAFKA_BOOTSTRAP_SERVERS.path(), servers, path.toString(), Path.of(""), false))
                    .ifPresent(setting -> settings.putIfAbsent(setting.path(), setting));
        } catch (IOException | IllegalArgumentException e) {
            mistakes.add(new Mistake(
                    named.source(), path + " is not a properties file", "write it as key=value lines in UTF-8"));
        }
    }

    private static Optional<RegistryConfig> registry(Values entry) {
        if (!entry.isSet(RegistryKeys.REGISTRY_HOST)) {
            entry.missing(RegistryKeys.REGISTRY_HOST, "give a registry such as dvcr.d8-virtualization.svc");
        }
        return entry.build(() -> RegistryConfig.from(entry));
    }

    private static void put(Iterable<Setting> from, Map<String, Setting> into) {
        from.forEach(setting -> into.put(setting.path(), setting));
    }

    private static boolean unknown(Setting setting, List<Mistake> mistakes) {
        List<String> known = Keys.all().stream().map(Key::path).toList();
        if (known.contains(setting.generalPath())) {
            return false;
        }
        String fix = known.stream().anyMatch(path -> path.startsWith(setting.generalPath() + "."))
                ? "write its keys below it, as --help lists them"
                : Suggestion.nearest(setting.generalPath(), known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("remove it, or see --help for every key");
        mistakes.add(new Mistake(setting.source(), setting.path() + " is not a key", fix));
        return true;
    }

    private static int countRegistries(Map<String, Setting> settings, List<Mistake> mistakes) {
        int count = 0;
        while (anyBelow(settings, count)) {
            count++;
        }
        String contiguous = "registries\\[(\\d+)].*";
        for (Setting setting : settings.values()) {
            if (setting.path().matches(contiguous)
                    && Integer.parseInt(setting.path().replaceFirst(contiguous, "$1")) > count) {
                mistakes.add(new Mistake(
                        setting.source(),
                        setting.path() + " leaves a gap, there is no registries[" + count + "]",
                        "number registries from 0 without gaps"));
            }
        }
        return count;
    }

    private static boolean anyBelow(Map<String, Setting> settings, int index) {
        return settings.keySet().stream().anyMatch(path -> path.startsWith("registries[" + index + "]"));
    }

    private static void require(Key<?> key, boolean set, List<Mistake> mistakes) {
        if (!set) {
            mistakes.add(new Mistake(
                    "configuration",
                    key.at(0) + " is not set",
                    "set it in the file, or set " + key.variable().replace("<n>", "0")));
        }
    }
}
