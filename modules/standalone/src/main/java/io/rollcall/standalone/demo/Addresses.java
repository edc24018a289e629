package io.rollcall.standalone.demo;

import io.rollcall.standalone.demo.Report.Address;
import java.util.List;

/**
 * Where everything is, while it is up.
 *
 * @param one an image that somebody may like to take away by hand
 */
record Addresses(Workspace workspace, Ground ground, Engine engine, DemoImage one) {

    List<Address> all() {
        String broker = ground.broker().bootstrapServers();
        String registry = "http://" + ground.registry().host();
        return List.of(
                new Address("broker", broker, "./rollcall alerts --follow --bootstrap-servers " + broker),
                new Address(
                        "registry",
                        registry,
                        "curl -X DELETE %s/v2/%s/manifests/%s   loses %s"
                                .formatted(registry, one.repository(), one.digest(), one.shown())),
                new Address("kubeconfig", ground.cluster().kubeconfig().toString(), kubectl()),
                new Address("health", http("/readyz"), ""),
                new Address("metrics", http("/metrics"), ""),
                new Address("log", workspace.log().toString(), ""));
    }

    /** The stand-in has no discovery, and kubectl asks it for paths alone. */
    private String kubectl() {
        String kubectl =
                "kubectl --kubeconfig %s get ".formatted(ground.cluster().kubeconfig());
        return ground.cluster().isReal()
                ? kubectl + "vi,cvi -A -l " + ground.cluster().selector()
                : kubectl + "--raw /apis/virtualization.deckhouse.io/v1alpha2/virtualimages";
    }

    /** Where to look when something was not seen. */
    String look(boolean kept) {
        return "The log is %s%s."
                .formatted(workspace.log(), kept ? ", and the services answer at " + http("/readyz") : "");
    }

    private String http(String path) {
        return "http://127.0.0.1:%d%s".formatted(engine.address().getPort(), path);
    }
}
