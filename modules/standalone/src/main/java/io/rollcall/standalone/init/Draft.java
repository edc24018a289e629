package io.rollcall.standalone.init;

import static java.util.Objects.requireNonNull;

import io.rollcall.standalone.census.Census;
import io.rollcall.standalone.census.HostImages;
import io.rollcall.standalone.cli.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What there is to write. Pure.
 *
 * @param entries of {@code registries}, in the order of their hosts
 * @param credentials for {@code config.json}; empty where there are none
 * @param ca for {@code ca.crt}; empty where there is none
 * @param notes what is missing, and what to do about it
 */
record Draft(List<Entry> entries, Optional<Credentials> credentials, Optional<String> ca, List<String> notes) {

    Draft {
        entries = List.copyOf(entries);
        requireNonNull(credentials, "credentials is null");
        requireNonNull(ca, "ca is null");
        notes = List.copyOf(notes);
    }

    /**
     * One registry.
     *
     * @param images how many are stored there
     * @param dvcr whether it is the module's own
     * @param login whether {@code config.json} has an entry for it
     * @param ca whether {@code ca.crt} is its authority
     * @param away a Service's name, where that has no address here
     */
    record Entry(String host, long images, boolean dvcr, boolean login, boolean ca, Optional<ServiceName> away) {}

    /** @param resolves whether a host name has an address here */
    static Draft of(Census census, DvcrSecrets secrets, Predicate<String> resolves) {
        Set<String> own = new LinkedHashSet<>();
        secrets.dockerConfig().value().map(Credentials::hosts).ifPresent(own::addAll);
        census.hosts().stream()
                .map(HostImages::host)
                .filter(host -> ServiceName.of(host)
                        .filter(it -> it.namespace().equals(secrets.namespace()))
                        .isPresent())
                .forEach(own::add);
        List<HostImages> hosts = hosts(census, secrets, own);
        List<String> dvcr =
                hosts.stream().map(HostImages::host).filter(own::contains).toList();
        Optional<Credentials> credentials = dvcr.isEmpty() ? Optional.empty() : Credentials.of(secrets, dvcr);
        Optional<String> ca = dvcr.isEmpty() ? Optional.empty() : secrets.ca().value();
        List<Entry> entries = hosts.stream()
                .map(host -> entry(host, own, credentials, ca, resolves))
                .toList();
        return new Draft(entries, credentials, ca, notes(secrets, entries, credentials, census));
    }

    /** Without an image yet, the registry is where the Secrets say, or where the module always has it. */
    private static List<HostImages> hosts(Census census, DvcrSecrets secrets, Set<String> own) {
        if (!census.hosts().isEmpty() || secrets.none()) {
            return census.hosts();
        }
        if (own.isEmpty()) {
            own.add("dvcr." + secrets.namespace() + ".svc");
        }
        return own.stream()
                .map(host -> new HostImages(host, 0, Optional.empty()))
                .toList();
    }

    private static Entry entry(
            HostImages host,
            Set<String> own,
            Optional<Credentials> credentials,
            Optional<String> ca,
            Predicate<String> resolves) {
        boolean dvcr = own.contains(host.host());
        return new Entry(
                host.host(),
                host.images(),
                dvcr,
                dvcr
                        && credentials
                                .filter(it -> it.hosts().contains(host.host()))
                                .isPresent(),
                dvcr && ca.isPresent(),
                ServiceName.of(host.host()).filter(name -> !resolves.test(host.host())));
    }

    private static List<String> notes(
            DvcrSecrets secrets, List<Entry> entries, Optional<Credentials> credentials, Census census) {
        List<String> notes = new ArrayList<>();
        boolean dvcr = entries.stream().anyMatch(Entry::dvcr);
        if (dvcr && secrets.readPassword() instanceof Secret.Absent absent) {
            notes.add(
                    credentials.isEmpty()
                            ? absent.sentence()
                            : "config.json holds a user who may also push: " + absent.sentence());
        }
        if (dvcr && credentials.isEmpty() && secrets.dockerConfig() instanceof Secret.Absent absent) {
            notes.add(absent.sentence());
        }
        if (dvcr && secrets.ca() instanceof Secret.Absent absent) {
            notes.add(absent.sentence());
        }
        entries.stream()
                .filter(entry -> !entry.login())
                .forEach(entry ->
                        notes.add("no credentials are known for %s; add them where rollcall.yaml asks for them."
                                .formatted(entry.host())));
        if (!census.whole()) {
            notes.add("not every image could be listed in time; 'rollcall doctor' names the hosts that are missing.");
        }
        return notes;
    }
}
