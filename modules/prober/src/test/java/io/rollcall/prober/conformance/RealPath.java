package io.rollcall.prober.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.rules.Change.PhaseChange;
import io.rollcall.contract.rules.Decision;
import io.rollcall.contract.rules.MergePatch;
import io.rollcall.contract.rules.Rules;
import io.rollcall.prober.registry.Answer;
import io.rollcall.prober.registry.RegistryClient;
import io.rollcall.prober.registry.RegistryClients;
import io.rollcall.prober.schedule.ProberDriver;
import io.rollcall.prober.schedule.TestClock;
import io.rollcall.runtime.config.PolicyConfig;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.testkit.Fault;
import io.rollcall.testkit.FlakyProxy;
import io.rollcall.testkit.ScriptedAnswer;
import io.rollcall.testkit.ScriptedRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An image's way through the real parts: the kind's projection, the prober's whole topology with its due times and gates, HTTP
 * to a server on loopback, the verdict table, the kind's rules, and the patch that they make. Time goes when it is told to.
 * What stands in: an object in memory for the API server, and Kafka's test driver for the broker.
 */
final class RealPath implements AutoCloseable {
    static final String DIGEST = "sha256:" + "ab".repeat(32);

    /** Two sweeps: whoever is not asked within it is not asked. */
    static final Duration LONG = Duration.ofMinutes(11);

    private static final ProbePolicy POLICY = PolicyConfig.defaults().toProbePolicy(ProbePolicy.DEFAULT.name());
    private static final String SWEEP = "*/5 * * * *";

    private final TestClock clock = new TestClock();
    private final ScriptedRegistry registry = ScriptedRegistry.start();
    private final FlakyProxy way;
    private final RegistryClients clients;
    private final ProberDriver driver;

    /** To a scripted registry. */
    RealPath() {
        this(Optional.empty());
    }

    /** @param place where a real registry listens; empty for a scripted one */
    RealPath(Optional<String> place) {
        way = FlakyProxy.to(place.orElseGet(registry::host));
        clients = RegistryClients.open(
                List.of(new RegistryConfig(
                        ImageObject.HOST,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(way.host()),
                        true,
                        PolicyConfig.defaults())),
                clock);
        RegistryClient client = clients.of(ImageObject.HOST).orElseThrow();
        driver = new ProberDriver(clock, SWEEP, POLICY, ImageObject.HOST, new Awaited(client));
    }

    /** The real client; no time passes while it asks. */
    private record Awaited(RegistryClient client) implements RegistryClient {
        @Override
        public CompletableFuture<Answer> probe(ImageReference reference, Depth depth) {
            return CompletableFuture.completedFuture(
                    client.probe(reference, depth).join());
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** From now on the registry answers this, to HEAD and GET, for the image at this path; before, it has nothing at all. */
    RealPath answers(String repository, ScriptedAnswer answer) {
        registry.manifest(repository, ImageObject.UID, answer);
        return this;
    }

    /** From now on {@code /v2/} is answered like this too. */
    RealPath answersEverything(ScriptedAnswer answer) {
        registry.script("GET", "/v2/", answer);
        return this;
    }

    /** From now on nothing listens there. */
    RealPath down() {
        way.set(Fault.refuse());
        return this;
    }

    /** The watcher sees it as it stands. */
    RealPath watched(ImageObject image) {
        driver.image(image.state());
        return this;
    }

    /** The result that comes next, if one comes in that time. */
    Optional<ProbeResult> probedWithin(Duration most) {
        for (long left = most.toMillis(); left > 0; left -= ProberDriver.TICK.toMillis()) {
            List<ProbeResult> results = driver.after(ProberDriver.TICK).results();
            if (!results.isEmpty()) {
                assertThat(results).hasSize(1);
                return Optional.of(results.get(0));
            }
        }
        return Optional.empty();
    }

    /** All results that come in that time. */
    List<ProbeResult> allWithin(Duration time) {
        List<ProbeResult> all = new ArrayList<>();
        for (long left = time.toMillis(); left > 0; left -= ProberDriver.TICK.toMillis()) {
            all.addAll(driver.after(ProberDriver.TICK).results());
        }
        return all;
    }

    /** The result that comes next. */
    ProbeResult probed() {
        return probedWithin(LONG).orElseThrow(() -> new AssertionError("no probe within " + LONG));
    }

    /** Does with the result what the status-writer does; where that changes the object, the watcher sees it. */
    Decision settled(ImageObject image, ProbeResult result) {
        Rules rules = image.kind().rules();
        if (!rules.mayAct(result, POLICY)) {
            return new Decision.Nothing("the object need not even be read");
        }
        Decision decision = rules.decide(image.state(), result, POLICY, clock.instant());
        if (decision instanceof Decision.Act act) {
            act.changes().forEach(change -> image.patch(MergePatch.of((PhaseChange) change, image.json())));
            watched(image);
        }
        return decision;
    }

    /** How long after the one the other was asked. */
    static Duration between(ProbeResult one, ProbeResult other) {
        return Duration.between(one.startedAt(), other.startedAt());
    }

    /** What the registry was asked, as {@code HEAD /v2/…}. */
    List<String> asked() {
        return registry.requests().stream()
                .map(it -> it.method() + " " + it.path())
                .toList();
    }

    @Override
    public void close() throws IOException {
        driver.close();
        clients.close();
        way.close();
        registry.close();
    }
}
