package io.rollcall.standalone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The list of commands in {@code --help}, in groups: first what most people came for. */
final class CommandGroups {

    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("Run it", List.of("demo", "up", "sandbox"));
        GROUPS.put("Set it up", List.of("init", "doctor", "completion"));
        GROUPS.put("Look", List.of("check", "alerts", "topics", "replay", "export", "bench", "chaos", "version"));
        GROUPS.put("One service in a process of its own", List.of("watcher", "prober", "status-writer"));
    }

    private CommandGroups() {}

    static String render(Help help) {
        Map<String, Help> commands = help.subcommands();
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((title, names) -> {
            text.append("%n%s:%n".formatted(title));
            names.stream()
                    .filter(commands::containsKey)
                    .forEach(name -> text.append("  %-15s%s%n"
                            .formatted(
                                    name,
                                    firstLine(commands.get(name).commandSpec().commandLine()))));
        });
        return text.toString();
    }

    private static String firstLine(CommandLine command) {
        return command.getCommandSpec().usageMessage().description()[0];
    }
}
