package io.rollcall.standalone.init;

import io.rollcall.standalone.init.Draft.Entry;

/** {@code rollcall.yaml}, as a person would write it. */
final class Yaml {

    private Yaml() {}

    /** @param server where it comes from, for the first line */
    static String of(Draft draft, String server) {
        StringBuilder text = new StringBuilder("""
                # Rollcall, for the cluster at %s. Written by 'rollcall init'.
                # Every key: docs/configuration.md, or 'rollcall watcher --help'. Paths are relative to this file.

                # observe decides, records and alerts, and writes nothing to Kubernetes; write acts too.
                mode: observe

                # Where images are stored. No other host is ever asked, nor given a password.
                registries:
                """.formatted(server));
        draft.entries().forEach(entry -> append(text, entry));
        return text.toString();
    }

    private static void append(StringBuilder text, Entry entry) {
        text.append("  - host: %-36s # %s\n".formatted(quoted(entry.host()), images(entry.images())));
        if (entry.login()) {
            text.append("    dockerConfig: config.json\n");
        } else {
            text.append("    # Add a docker config.json with credentials for this host, if it asks for any\n");
            text.append("    # dockerConfig: config.json\n");
        }
        if (entry.ca()) {
            text.append("    ca: ca.crt\n");
        } else {
            text.append("    # Add its authority's certificate, unless this system trusts it anyway\n");
            text.append("    # ca: ca.crt\n");
        }
        entry.away().ifPresent(name -> text.append("""
                    # This name is known inside the cluster alone. To run Rollcall outside of it, leave
                    #   %s
                    # running, and take the # away from the next line:
                    # connectTo: %s
                """.formatted(name.portForward(), name.forwarded())));
    }

    private static String images(long images) {
        if (images == 0) {
            return "no image is stored there yet";
        }
        return images == 1 ? "1 image" : images + " images";
    }

    /** A host may look like another thing to YAML: {@code [::1]:5000}, {@code 10:20}. */
    private static String quoted(String host) {
        return host.matches("[a-z][a-z0-9.-]*") ? host : '"' + host + '"';
    }
}
