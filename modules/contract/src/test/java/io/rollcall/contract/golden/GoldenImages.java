package io.rollcall.contract.golden;

import static java.time.Instant.parse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** What the files in {@code image-state} must be read as. */
final class GoldenImages {
    static final ImageKey UBUNTU = new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", "ubuntu");
    static final ImageKey DEBIAN = new ImageKey("clustervirtualimages.virtualization.deckhouse.io", "", "debian");
    static final String UID = "8f0b6c1e-7f5e-4d0c-9a55-2f1f4c3f9b11";
    static final String URL = "dvcr.d8-virtualization.svc/vi/team-a/ubuntu:" + UID;

    private static final String CLUSTER_URL = "dvcr.d8-virtualization.svc/cvi/debian:" + UID;
    private static final Instant SINCE = parse("2026-11-21T06:00:00Z");

    private GoldenImages() {}

    static List<Golden<ImageState>> all() {
        return List.of(
                Golden.of("virtual-image-ready", image(UBUNTU, null, List.of(ready(URL)), facts("Ready", URL))),
                Golden.of(
                        "virtual-image-lost",
                        image(UBUNTU, "2026-11-21T09:00:00+03:00", List.of(lost()), facts("ImageLost", URL))),
                Golden.of(
                        "virtual-image-lost-since-unknown",
                        image(UBUNTU, null, List.of(lostSinceUnknown()), object("phase", "ImageLost"))),
                Golden.of(
                        "virtual-image-on-a-volume",
                        image(
                                UBUNTU,
                                null,
                                List.of(),
                                object("phase", "Ready").put("storage", "PersistentVolumeClaim"))),
                Golden.of(
                        "virtual-image-deleting",
                        image(UBUNTU, null, List.of(), facts("Ready", URL).put("deleting", true))),
                Golden.of("virtual-image-suspended", suspended()),
                Golden.of("cluster-virtual-image-ready", clusterImage()),
                Golden.of("third-kind", thirdKind()));
    }

    private static ImageState image(ImageKey key, String requested, List<Ask> asks, ObjectNode facts) {
        return new ImageState(1, "prod", key, UID, "48213", 3, false, requested, asks, facts);
    }

    private static ImageState suspended() {
        return new ImageState(1, "prod", UBUNTU, UID, "48213", 3, true, null, List.of(), facts("Ready", URL));
    }

    private static ImageState clusterImage() {
        ObjectNode facts = facts("Ready", CLUSTER_URL);
        facts.remove("storage");
        return image(DEBIAN, null, List.of(ready(CLUSTER_URL)), facts);
    }

    /** A kind that this version need not know, with every other word that an ask can have. */
    private static ImageState thirdKind() {
        ObjectNode digest = object("digest", "sha256:" + "c".repeat(64));
        List<Ask> asks = List.of(
                new Ask(
                        "digest",
                        "mirror.example:5000/os/debian:12",
                        Purpose.DIGEST,
                        new Cadence.Cron("0 3 * * *"),
                        Lane.REQUESTED,
                        Depth.BLOBS,
                        "mirror",
                        "gentle",
                        null,
                        digest),
                new Ask(
                        "tags",
                        "mirror.example:5000/os/debian:12",
                        Purpose.TAGS,
                        new Cadence.OnRequest(),
                        Lane.SWEEP,
                        Depth.MANIFEST,
                        "default",
                        "default",
                        null,
                        JsonNodeFactory.instance.objectNode()));
        return image(new ImageKey("channels.images.example.com", "team-b", "stable"), null, asks, digest);
    }

    private static Ask ready(String url) {
        return presence(url, new Cadence.Sweep(), Lane.SWEEP, context("Ready"));
    }

    private static Ask lost() {
        return presence(URL, progressive(SINCE), Lane.LOST, context("ImageLost"));
    }

    private static Ask lostSinceUnknown() {
        return new Ask(
                "presence",
                URL,
                Purpose.PRESENCE,
                progressive(null),
                Lane.LOST,
                Depth.MANIFEST,
                "default",
                "default",
                null,
                object("phase", "ImageLost"));
    }

    private static Cadence progressive(Instant since) {
        return new Cadence.Progressive(since, Duration.ofSeconds(15), Duration.ofMinutes(5));
    }

    private static Ask presence(String url, Cadence cadence, Lane lane, ObjectNode context) {
        return new Ask(
                "presence",
                url,
                Purpose.PRESENCE,
                cadence,
                lane,
                Depth.MANIFEST,
                "default",
                "default",
                parse("2026-11-21T06:00:01Z"),
                context);
    }

    /** What a rule reads back from a result. */
    static ObjectNode context(String phase) {
        return object("phase", phase).put("readyTransitionTime", "2026-11-21T06:00:00Z");
    }

    static ObjectNode facts(String phase, String url) {
        return object("phase", phase)
                .put("storage", "ContainerRegistry")
                .put("registryURL", url)
                .put("readyReason", phase)
                .put("readyTransitionTime", "2026-11-21T06:00:00Z");
    }

    private static ObjectNode object(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
