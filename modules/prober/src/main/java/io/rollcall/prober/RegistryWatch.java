package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.RegistryClient;
import io.rollcall.runtime.health.Health;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells in the service's health, and as a meter, how each registry is. A registry never makes the prober unready: another
 * replica would fare no better, and the other registries' images are to be asked for. Thread-safe.
 */
final class RegistryWatch {
    private final Health health;
    private final MeterRegistry meters;
    private final List<Watched> registries = new CopyOnWriteArrayList<>();

    RegistryWatch(Health health, MeterRegistry meters) {
        this.health = requireNonNull(health, "health is null");
        this.meters = requireNonNull(meters, "meters is null");
    }

    /** The name of a registry's condition. */
    static String condition(String host) {
        return "registry " + host;
    }

    /** @return a client that asks the same, and whose answers are listened to */
    RegistryClient watched(String host, RegistryClient client) {
        Watched watched = new Watched(host, client);
        registries.add(watched);
        Gauge.builder("rollcall.registry.degraded", watched, it -> it.trouble().isPresent() ? 1 : 0)
                .description("1 where nothing can be learnt of the registry's images, or its files are of no use;"
                        + " /readyz says why")
                .tag("registry", host)
                .register(meters);
        return watched;
    }

    /** Tells how they all are now. */
    void look() {
        registries.forEach(this::tell);
    }

    private void tell(Watched registry) {
        String name = condition(registry.host);
        Optional<String> trouble = registry.trouble();
        if (trouble.isPresent()) {
            health.degraded(name, trouble.get());
        } else if (registry.standing.get().conclusiveAt().isPresent()) {
            health.ok(name);
        } else {
            health.remove(name);
        }
    }

    private static final class Watched implements RegistryClient {
        private final String host;
        private final RegistryClient client;
        private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.NONE);

        Watched(String host, RegistryClient client) {
            this.host = requireNonNull(host, "host is null");
            this.client = requireNonNull(client, "client is null");
        }

        /** What is wrong with its files goes first: it may be the cause, and it names a file. */
        Optional<String> trouble() {
            Standing now = standing.get();
            List<String> troubles = client.troubles();
            if (troubles.isEmpty()) {
                return now.inWords();
            }
            boolean goesOn = now.conclusiveAt().isPresent() && now.inWords().isEmpty();
            return Optional.of(String.join(" ", troubles)
                    + (goesOn
                            ? " What was read before is used until then."
                            : " None of its images can be checked until then.")
                    + " The file is read again when it changes.");
        }

        @Override
        public CompletableFuture<Answer> probe(ImageReference reference, Depth depth) {
            return client.probe(reference, depth).whenComplete((answer, error) -> {
                if (answer != null && saysSomething(answer)) {
                    standing.updateAndGet(it -> it.after(answer));
                }
            });
        }

        /** While its files are of no use its failures are ours: they say nothing of it once the files are mended. */
        private boolean saysSomething(Answer answer) {
            return !(answer.verdict() instanceof Verdict.Inconclusive)
                    || client.troubles().isEmpty();
        }

        @Override
        public Duration longest(Depth depth, ProbePolicy policy) {
            return client.longest(depth, policy);
        }

        @Override
        public void adopt(ProbePolicy policy) {
            client.adopt(policy);
        }

        @Override
        public List<String> troubles() {
            return client.troubles();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
