package io.rollcall.standalone.doctor;

import io.rollcall.contract.probe.Reason;
import io.rollcall.prober.registry.Greeter;
import io.rollcall.prober.registry.Greeting;
import io.rollcall.prober.registry.Proxies;
import io.rollcall.prober.registry.RegistryClients;
import io.rollcall.prober.registry.RegistrySetupException;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.census.Census;
import io.rollcall.standalone.census.HostImages;
import io.rollcall.standalone.check.Checked;
import io.rollcall.standalone.check.Probing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One registry, step by step: its files, the way to it, its certificate, the login, and one image. */
final class RegistryLook {

    static final String FILES = "registry-files";

    private static final Duration WITHIN = Duration.ofSeconds(8);

    private final RegistryConfig registry;
    private final String about;
    private final Clock clock;
    private final Proxies proxies;

    RegistryLook(RegistryConfig registry, Clock clock, Proxies proxies) {
        this.registry = registry;
        this.about = "registry " + registry.host();
        this.clock = clock;
        this.proxies = proxies;
    }

    /** @param census completes with what the cluster says, or with nothing where it does not */
    List<Finding> look(CompletableFuture<Optional<Census>> census) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try (Greeter greeter = Greeter.open(registry, clock, proxies)) {
            Greeting greeting = greeter.greet(WITHIN);
            findings.addAll(judge(greeting));
        } catch (RegistrySetupException e) {
            return List.of(
                    new Finding(FILES, about, Result.Failed.of(e.getMessage())),
                    Finding.skipped(ConnectionCheck.ID, about, "it was not asked: its files must be right first"));
        }
        findings.add(
                findings.stream().anyMatch(Finding::isFailed)
                        ? ImageCheck.skipped(registry, "no image was asked for")
                        : image(census.join()));
        return findings;
    }

    /** Nothing came in time: a host name that is looked up for too long. */
    List<Finding> late() {
        return judge(new Greeting.Unanswered(Reason.TIMEOUT, Optional.empty(), "its name is still being looked up"));
    }

    private List<Finding> judge(Greeting greeting) {
        List<Finding> findings = new ArrayList<>(List.of(
                ConnectionCheck.judge(registry, greeting),
                CertificateCheck.judge(registry, greeting),
                LoginCheck.judge(registry, greeting)));
        if (greeting instanceof Greeting.Answered answered) {
            answered.date()
                    .ifPresent(date -> findings.add(ClockCheck.judge(
                            "that of registry " + registry.host(), date, answered.askedAt(), answered.answeredAt())));
        }
        return findings;
    }

    private Finding image(Optional<Census> census) {
        if (census.isEmpty()) {
            return ImageCheck.skipped(registry, "which images it holds is not known; /v2/ alone was asked");
        }
        Optional<HostImages.Example> example = census.get().of(registry.host()).flatMap(HostImages::ready);
        if (example.isEmpty()) {
            return ImageCheck.skipped(registry, "the cluster has no Ready image there; /v2/ alone was asked");
        }
        try (RegistryClients clients = RegistryClients.open(List.of(registry), clock, proxies)) {
            List<Checked> checked =
                    new Probing(clients, clock).run(List.of(example.get().reference()), answered -> {});
            return ImageCheck.judge(registry, example.get(), checked.get(0));
        }
    }
}
