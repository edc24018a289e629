package io.rollcall.runtime.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of the environment: {@code ROLLCALL_…}, and upstream's name for the schedule. */
final class EnvironmentSource {

    static final String UPSTREAM_SCHEDULE = "DVCR_IMAGE_MONITOR_SCHEDULE";

    /** Variables that are read by something else, or by nothing. */
    private static final Pattern RESERVED = Pattern.compile(
            "ROLLCALL_(CONFIG|HOME|DEBUG|DATA_DIR|JAVA_OPTS|LOG_LEVEL|REQUIRE_REAL|TEST_.*|COMPOSE_.*)");

    /**
     * Kubernetes gives each container variables that are named after the Services of its namespace: a
     * Service {@code rollcall-http} makes {@code ROLLCALL_HTTP_PORT=tcp://10.0.0.1:8080}.
     */
    private static final Pattern SERVICE_LINK_NAME =
            Pattern.compile("ROLLCALL_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");

    private static final Pattern SERVICE_LINK_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");
    private static final Pattern INDEXED = Pattern.compile("ROLLCALL_REGISTRIES_(\\d{1,3})_(.+)");

    private EnvironmentSource() {}

    static List<Setting> read(Map<String, String> environment, List<Mistake> mistakes) {
        List<Setting> settings = new ArrayList<>();
        String upstream = environment.get(UPSTREAM_SCHEDULE);
        if (upstream != null && !environment.containsKey(ProberKeys.SWEEP_SCHEDULE.variable())) {
            settings.add(
                    new Setting(ProberKeys.SWEEP_SCHEDULE.path(), upstream, UPSTREAM_SCHEDULE, Path.of(""), false));
        }
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (variable.startsWith("ROLLCALL_") && !ignored(variable, text)) {
                path(variable)
                        .ifPresentOrElse(
                                path -> settings.add(new Setting(path, text, variable, Path.of(""), false)),
                                () -> mistakes.add(unknown(variable)));
            }
        });
        return settings;
    }

    private static boolean ignored(String variable, String text) {
        return RESERVED.matcher(variable).matches()
                || SERVICE_LINK_NAME.matcher(variable).matches()
                || SERVICE_LINK_VALUE.matcher(text).matches();
    }

    private static Optional<String> path(String variable) {
        Matcher indexed = INDEXED.matcher(variable);
        if (indexed.matches()) {
            String general = "ROLLCALL_REGISTRIES_<n>_" + indexed.group(2);
            return find(general).map(key -> key.at(Integer.parseInt(indexed.group(1))));
        }
        return find(variable).map(Key::path);
    }

    private static Optional<Key<?>> find(String variable) {
        return Keys.all().stream()
                .filter(key -> key.variable().equals(variable))
                .findFirst();
    }

    private static Mistake unknown(String variable) {
        String general = variable.replaceFirst("^ROLLCALL_REGISTRIES_\\d+_", "ROLLCALL_REGISTRIES_<n>_");
        String fix = Suggestion.nearest(
                        general, Keys.all().stream().map(Key::variable).toList())
                .map(near -> "did you mean " + near + "?")
                .orElse("unset it, or see --help for every variable");
        return new Mistake(variable, "no key has this variable", fix);
    }
}
