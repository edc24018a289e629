package io.rollcall.prober.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Images and asks for tests. */
public final class Images {
    public static final String HOST = "dvcr.example";
    public static final Cadence SWEEP = new Cadence.Sweep();

    private Images() {}

    public static ImageKey key(String name) {
        return new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", name);
    }

    public static String reference(String name) {
        return HOST + "/vi/team-a/" + name + ":uid";
    }

    public static Ask ask(String target, Cadence cadence, Lane lane) {
        return new Ask(
                "presence",
                target,
                Purpose.PRESENCE,
                cadence,
                lane,
                Depth.MANIFEST,
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("phase", "Ready"));
    }

    public static Ask sweep(String name) {
        return ask(reference(name), SWEEP, Lane.SWEEP);
    }

    public static Ask onRequest(String name) {
        return ask(reference(name), new Cadence.OnRequest(), Lane.SWEEP);
    }

    public static Ask lost(String name, Instant since) {
        return ask(
                reference(name),
                new Cadence.Progressive(since, Duration.ofSeconds(15), Duration.ofMinutes(5)),
                Lane.LOST);
    }

    public static Ask notBefore(Ask ask, Instant notBefore) {
        return new Ask(
                ask.id(),
                ask.target(),
                ask.purpose(),
                ask.cadence(),
                ask.lane(),
                ask.depth(),
                ask.credentialsRef(),
                ask.policyRef(),
                notBefore,
                ask.context());
    }

    public static ImageState state(String name, String resourceVersion, Ask... asks) {
        return state(name, "uid-" + name, resourceVersion, null, asks);
    }

    public static ImageState state(String name, String uid, String resourceVersion, String recheck, Ask... asks) {
        return new ImageState(
                ImageState.SCHEMA_VERSION,
                "test",
                key(name),
                uid,
                resourceVersion,
                1,
                false,
                recheck,
                List.of(asks),
                null);
    }
}
