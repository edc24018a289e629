package io.rollcall.standalone.cli;

import io.rollcall.runtime.config.ConfigLoader;
import io.rollcall.runtime.config.Loaded;
import io.rollcall.runtime.config.Mistake;
import io.rollcall.runtime.config.RollcallConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the configuration comes from. Options win over the environment, and the environment over the file. */
public final class ConfigOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; without it ROLLCALL_CONFIG, else defaults.")
    Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set any key of the configuration, such as --set recheck.min=5s; may be repeated.")
    Map<String, String> settings = new LinkedHashMap<>();

    /** A loader of file and environment, with what {@code --set} says on top. */
    public ConfigLoader loader(Map<String, String> environment) {
        ConfigLoader loader = new ConfigLoader().environment(environment);
        file(environment).ifPresent(loader::file);
        settings.forEach((key, value) -> loader.override(key, value, "--set"));
        return loader;
    }

    /** The file, where one is named. */
    public Optional<Path> file(Map<String, String> environment) {
        return Optional.ofNullable(config).or(() -> Optional.ofNullable(environment.get("ROLLCALL_CONFIG"))
                .filter(name -> !name.isBlank())
                .map(Path::of));
    }

    /** What the loader reads; a {@link CommandException} with every mistake where it cannot be read. */
    public static RollcallConfig load(ConfigLoader loader) {
        Loaded loaded = loader.load();
        if (loaded instanceof Loaded.Mistakes wrong) {
            throw CommandException.usage(
                    wrong.mistakes().stream().map(Mistake::sentence).toList());
        }
        return ((Loaded.Ok) loaded).config();
    }
}
