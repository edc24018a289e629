package io.rollcall.standalone.doctor;

import io.rollcall.prober.registry.Greeting;
import io.rollcall.prober.registry.Greeting.Answered;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.cli.ServiceName;
import java.nio.file.Path;

/** Whether a registry answers at {@code /v2/}, and takes the credentials. */
final class LoginCheck {

    static final String ID = "registry-login";

    private LoginCheck() {}

    static Finding judge(RegistryConfig registry, Greeting greeting) {
        String about = "registry " + registry.host();
        if (!(greeting instanceof Answered answered)) {
            return Finding.skipped(ID, about, "no login was tried");
        }
        int status = answered.status();
        if (status == 401) {
            return Finding.failed(ID, about, "401", credentials(registry));
        } else if (status == 429) {
            return Finding.warned(ID, about, "429, it asks to be left alone", "wait, or lower policy.rate for it");
        } else if (status >= 500) {
            return Finding.failed(ID, about, status + " to /v2/", "look at the registry's log and its storage");
        } else if (status == 400 || status == 403) {
            // how DVCR says that a user it knows may not do this; what counts is whether that user may pull
            return Finding.warned(
                    ID,
                    about,
                    "%d to /v2/; the image below tells whether these credentials may read".formatted(status),
                    "give it a user who may pull, if it does not");
        } else if (!answered.registry() || status >= 300) {
            return Finding.failed(
                    ID,
                    about,
                    "what answers /v2/ there (%d) is not a registry".formatted(status),
                    "correct the host or connectTo, or what an ingress or proxy between makes of it");
        }
        return Finding.passed(
                ID,
                about,
                registry.dockerConfig()
                        .map(file -> "takes the credentials in " + file)
                        .orElse("asks for no credentials"));
    }

    private static String credentials(RegistryConfig registry) {
        boolean dvcr = ServiceName.isDvcr(registry.host());
        if (registry.dockerConfig().isEmpty()) {
            return "set dockerConfig for this registry to a docker config.json with its credentials"
                    + (dvcr ? "; 'rollcall init' writes one" : "");
        }
        Path file = registry.dockerConfig().get();
        return dvcr
                ? "put node-puller's password (Secret dvcr-secrets, key passwordRO) into %s".formatted(file)
                : "correct the entry for %s in %s, as 'docker login %s' writes it"
                        .formatted(registry.host(), file, registry.host());
    }
}
