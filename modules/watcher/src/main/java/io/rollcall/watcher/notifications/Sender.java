package io.rollcall.watcher.notifications;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which of the configured registries reports. The only one that there is need not say; of several, each is named in the URL
 * that its configuration holds. What an event says of its host is not looked at: behind a proxy, a Service or a port-forward
 * it is another than image references name.
 */
final class Sender {
    /** The parameter of the URL. */
    static final String PARAMETER = "registry";

    private final List<String> hosts;

    /** @param hosts of the configured registries */
    Sender(List<String> hosts) {
        this.hosts = hosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    /** Who it is, or what to mend. */
    sealed interface Named {
        /** As image references name it. */
        record Registry(String host) implements Named {}

        /** A sentence that names the fix. */
        record Nobody(String why) implements Named {}
    }

    Named named(Optional<String> parameter) {
        if (parameter.isEmpty() && hosts.size() == 1) {
            return new Named.Registry(hosts.get(0));
        }
        Optional<String> known =
                parameter.map(name -> name.toLowerCase(Locale.ROOT)).filter(hosts::contains);
        if (known.isPresent()) {
            return new Named.Registry(known.get());
        }
        if (hosts.isEmpty()) {
            return new Named.Nobody("no registry is configured here: name this one under registries.");
        }
        String choice = hosts.stream().collect(joining(" or "));
        return new Named.Nobody(
                parameter.isEmpty()
                        ? "several registries are configured here: add ?registry=HOST to the URL, where HOST is %s."
                                .formatted(choice)
                        : "the registry that the URL names is not one of those configured here: give ?registry=%s, or add it to registries."
                                .formatted(choice));
    }
}
