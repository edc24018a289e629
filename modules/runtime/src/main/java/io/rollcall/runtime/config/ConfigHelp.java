package io.rollcall.runtime.config;

/** The key table as text: for {@code --help} and for the documentation. */
public final class ConfigHelp {

    private ConfigHelp() {}

    /** What {@code --help} of a service prints. */
    public static String text(String name, String verb) {
        StringBuilder text = new StringBuilder();
        text.append("%s: %s.%n%n".formatted(name, verb));
        text.append("Usage: %s [--config FILE] [--help] [--version]%n%n".formatted(name));
        text.append("Keys of the file, with default and unit, and the environment variable that wins over it:%n"
                .formatted());
        text.append(keys());
        text.append("%nsweep.schedule is read from %s too, where ROLLCALL_SWEEP_SCHEDULE is not set.%n"
                .formatted(EnvironmentSource.UPSTREAM_SCHEDULE));
        text.append("ROLLCALL_CONFIG names the file where --config does not.%n".formatted());
        text.append(
                "ROLLCALL_LOG_LEVEL (INFO) is how much of its own doings this process logs to stderr.%n".formatted());
        return text.toString();
    }

    /** Every key, two lines each. */
    public static String keys() {
        StringBuilder text = new StringBuilder();
        for (Key<?> key : Keys.all()) {
            text.append("  %-40s %-14s %-12s %s%n".formatted(key.path(), shownDefault(key), unit(key), key.meaning()));
            text.append("      %s%n".formatted(key.variable()));
        }
        return text.toString();
    }

    /** The page of the documentation, in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                One YAML file (`--config FILE` or `ROLLCALL_CONFIG`), the environment, and defaults; the environment wins over
                the file. Unknown keys and variables are mistakes, and all mistakes are told at once, each with where it stands
                and its fix (exit code 2). Paths in the file are relative to its directory, paths in variables to the working
                directory. Durations are written `500ms`, `15s`, `5m`, `1h`, `1d`; rates `100/s`, `10/m`, `50/h`. A variable
                gives a list with commas. Secrets are never values: keys name the files that hold them.

                | key | type | default | unit | meaning | variable |
                |---|---|---|---|---|---|
                """);
        for (Key<?> key : Keys.all()) {
            page.append("| `%s` | %s | %s | %s | %s | `%s` |\n"
                    .formatted(
                            key.path(),
                            key.type(),
                            key.defaultText().isEmpty() ? "none" : "`" + key.defaultText() + "`",
                            unit(key),
                            key.meaning(),
                            key.variable()));
        }
        page.append("""

                The prober takes `registries[].policy` and `registries[].unavailableAfter` from the file whenever it changes, within a
                second or two and without a restart, the status-writer `registries[].policy.confirmations`; a mounted ConfigMap too. The
                environment still wins. A file with a mistake changes nothing: `/readyz` tells every mistake until it is mended. Any
                other key is taken at the next start.

                `sweep.schedule` is read from `DVCR_IMAGE_MONITOR_SCHEDULE` too, where `ROLLCALL_SWEEP_SCHEDULE` is not set;
                an empty value turns the sweep off and nothing else.

                `kafka.config` is an ordinary `client.properties`; a key that begins with `producer.`, `consumer.` or `admin.`
                goes to clients of that kind alone. It may name `bootstrap.servers` where `kafka.bootstrapServers` is not set.
                What delivery hangs on (`acks`, `isolation.level`, serializers, ids, …) is decided by Rollcall: setting it there
                is a mistake.

                `ROLLCALL_LOG_LEVEL` (`DEBUG`, `INFO`, `WARN`, `ERROR`; default `INFO`) is how much is logged to stderr.

                Variables that Kubernetes makes for Services (`ROLLCALL_…_SERVICE_HOST`, `…_PORT=tcp://…`) are ignored.
                """);
        return page.toString();
    }

    private static String shownDefault(Key<?> key) {
        return key.defaultText().isEmpty() ? "(none)" : key.defaultText();
    }

    private static String unit(Key<?> key) {
        return key.unit();
    }
}
