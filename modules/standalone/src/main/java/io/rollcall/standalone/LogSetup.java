package io.rollcall.standalone;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is logged, and when. A service logs from INFO as it does in a pod. Any other command speaks to a person on
 * standard output and logs warnings alone; {@code --debug} or {@code ROLLCALL_LOG_LEVEL} lets it say more.
 */
final class LogSetup {

    private static final String LEVEL = "ROLLCALL_LOG_LEVEL";
    private static final String FILE = "logback.configurationFile";
    private static final List<String> SERVICES = List.of("watcher", "prober", "status-writer");

    private LogSetup() {}

    /** To be called before the first logger is made: the log is set up once, from system properties. */
    static void prepare(String[] args, Map<String, String> environment) {
        if (isService(args) || System.getProperty(FILE) != null) {
            return;
        }
        System.setProperty(FILE, "io/rollcall/standalone/logback-command.xml");
        boolean debug = Arrays.asList(args).contains("--debug");
        System.setProperty(LEVEL, environment.getOrDefault(LEVEL, debug ? "INFO" : "WARN"));
        // What 'up' tells in its own words, line by line, is not told a second time.
        System.setProperty("rollcall.told.level", debug ? "INFO" : "OFF");
        // A fault of the embedded broker is told by the sandbox itself.
        System.setProperty("rollcall.broker.level", debug ? "WARN" : "OFF");
    }

    private static boolean isService(String[] args) {
        return Arrays.stream(args)
                .filter(arg -> !arg.startsWith("-"))
                .findFirst()
                .filter(SERVICES::contains)
                .isPresent();
    }
}
