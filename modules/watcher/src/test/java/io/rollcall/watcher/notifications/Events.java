package io.rollcall.watcher.notifications;

import io.rollcall.contract.probe.Occasion;
import java.time.Instant;

/** Events as Distribution 2.8 sends them. */
final class Events {
    static final String DIGEST = "sha256:" + "e3b9".repeat(16);
    static final Instant AT = Instant.parse("2026-11-21T16:09:40.734Z");

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private Events() {}

    static Event pushed(String repository, String tag) {
        return new Event(occasion("push"), repository, tag, DIGEST, MANIFEST);
    }

    static Event blobPushed(String repository) {
        return new Event(occasion("push"), repository, null, DIGEST, "application/octet-stream");
    }

    static Event tagDeleted(String repository, String tag) {
        return new Event(occasion("delete"), repository, tag, null, null);
    }

    static Event digestDeleted(String repository) {
        return new Event(occasion("delete"), repository, null, DIGEST, null);
    }

    static Event other(String action) {
        return new Event(occasion(action), "vi/a", "v1", DIGEST, MANIFEST);
    }

    static Occasion occasion(String action) {
        return new Occasion(action, "robot", "10.0.0.7:4711", "e366f530", AT);
    }

    /** One DELETE's second event, word for word but for its ids. */
    static String envelope(String action, String repository, String tag) {
        return """
                {"events":[{"id":"e366f530","timestamp":"2026-11-21T16:09:40.734145609Z","action":"%s",
                "target":{"repository":"%s","tag":"%s"},
                "request":{"id":"c01c51fe","addr":"10.0.0.7:4711","host":"127.0.0.1:15501","method":"DELETE","useragent":"skopeo"},
                "actor":{"name":"robot"},"source":{"addr":"vm:15501","instanceID":"8e4a3210"}}]}
                """.formatted(action, repository, tag);
    }
}
