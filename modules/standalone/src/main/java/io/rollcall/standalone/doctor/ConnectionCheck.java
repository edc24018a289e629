package io.rollcall.standalone.doctor;

import io.rollcall.contract.probe.Reason;
import io.rollcall.prober.registry.Greeting;
import io.rollcall.prober.registry.Greeting.Unanswered;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.cli.ServiceName;
import java.util.Optional;

/** Whether something takes connections where the registry is said to be. */
final class ConnectionCheck {

    static final String ID = "registry-connection";

    private ConnectionCheck() {}

    static Finding judge(RegistryConfig registry, Greeting greeting) {
        String about = "registry " + registry.host();
        if (greeting instanceof Unanswered unanswered && unanswered.reason() != Reason.TLS_FAILURE) {
            return Finding.failed(ID, about, what(registry, unanswered), fix(registry, unanswered.reason()));
        }
        return Finding.passed(ID, about, "takes connections" + through(registry));
    }

    private static String through(RegistryConfig registry) {
        return registry.connectTo().map(place -> " at " + place).orElse("");
    }

    private static String what(RegistryConfig registry, Unanswered unanswered) {
        String place = registry.connectTo().map(to -> "connectTo, " + to).orElse(registry.host());
        return switch (unanswered.reason()) {
            case DNS_FAILURE -> "its name has no address here (%s)".formatted(place);
            case CONNECTION_REFUSED -> "nothing listens at its address (%s)".formatted(place);
            case TIMEOUT -> "it does not answer in time (%s, %s)".formatted(place, unanswered.detail());
            default -> "%s (%s)".formatted(unanswered.reason().inWords(), unanswered.detail());
        };
    }

    private static String fix(RegistryConfig registry, Reason reason) {
        Optional<ServiceName> service = ServiceName.of(registry.host());
        if (registry.connectTo().isPresent()) {
            return service.map(name -> "start '%s', or correct connectTo".formatted(name.portForward()))
                    .orElse("correct connectTo, or take it away");
        }
        if (service.isPresent()) {
            return "run Rollcall inside the cluster; or run '%s' here and set connectTo: %s for this registry"
                    .formatted(service.get().portForward(), service.get().forwarded());
        }
        return reason == Reason.DNS_FAILURE
                ? "correct the host in registries, or set connectTo to an address that leads to it"
                : "check that the registry runs, that its port is right, and that no firewall is between";
    }
}
