package io.rollcall.standalone.check;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.cli.CommandException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to be asked, and how. Nothing is sent where anything of it is wrong. */
final class References {

    private References() {}

    /** The references, in the order of the command line; a {@link CommandException} with each that is none. */
    static List<ImageReference> parse(List<String> texts) {
        List<ImageReference> references = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (String text : texts) {
            Parsed parsed = ReferenceParser.parse(text);
            if (parsed instanceof Parsed.Valid valid) {
                references.add(valid.reference());
            } else {
                mistakes.add(text + ": " + ((Parsed.Invalid) parsed).why());
            }
        }
        if (!mistakes.isEmpty()) {
            throw CommandException.usage(mistakes);
        }
        return references;
    }

    /**
     * How the registry of each reference is asked. A host that is not configured is asked only where the command line
     * says how: credentials and trust are never guessed.
     */
    static List<RegistryConfig> registries(
            List<ImageReference> references, List<RegistryConfig> configured, RegistryFlags flags) {
        Map<String, RegistryConfig> chosen = new LinkedHashMap<>();
        List<String> mistakes = new ArrayList<>();
        for (ImageReference reference : references) {
            String host = reference.registry();
            Optional<RegistryConfig> entry = configured.stream()
                    .filter(registry -> registry.host().equalsIgnoreCase(host))
                    .findFirst();
            if (chosen.containsKey(host)) {
                continue;
            }
            if (flags.given()) {
                chosen.put(host, flags.entry(host, entry));
            } else if (entry.isPresent()) {
                chosen.put(host, entry.get());
            } else {
                mistakes.add(
                        ("%s is not one of the configured registries; add it to registries in the file of --config,"
                                        + " or say how to ask it: --docker-config, --ca, --connect-to, --plain-http or"
                                        + " --anonymous.")
                                .formatted(host));
                chosen.put(host, null);
            }
        }
        if (flags.connectTo != null && chosen.size() > 1) {
            mistakes.add(
                    "--connect-to leads to one registry but the references name %d; check them one registry at a time."
                            .formatted(chosen.size()));
        }
        if (!mistakes.isEmpty()) {
            throw CommandException.usage(mistakes);
        }
        return List.copyOf(chosen.values());
    }
}
