package io.rollcall.runtime.service;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a service's command line asks for. */
sealed interface Arguments {

    /** Run, with this file if there is one. */
    record Run(Optional<Path> config) implements Arguments {}

    /** Print help. */
    record Help() implements Arguments {}

    /** Print the version. */
    record ShowVersion() implements Arguments {}

    /** Refuse, with a sentence that names the fix. */
    record Wrong(String sentence) implements Arguments {}

    static Arguments parse(String[] args, Map<String, String> environment) {
        Optional<Path> config = Optional.ofNullable(environment.get("ROLLCALL_CONFIG"))
                .filter(file -> !file.isBlank())
                .map(Path::of);
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--help") || argument.equals("-h")) {
                return new Help();
            } else if (argument.equals("--version") || argument.equals("-V")) {
                return new ShowVersion();
            } else if (argument.startsWith("--config=") && argument.length() > "--config=".length()) {
                config = Optional.of(Path.of(argument.substring("--config=".length())));
            } else if (argument.equals("--config") && rest.hasNext()) {
                config = Optional.of(Path.of(rest.next()));
            } else if (argument.startsWith("--config")) {
                return new Wrong("--config needs a file; write --config rollcall.yaml.");
            } else {
                return new Wrong(argument + " is not an option; use --config FILE, --help or --version.");
            }
        }
        return new Run(config);
    }
}
