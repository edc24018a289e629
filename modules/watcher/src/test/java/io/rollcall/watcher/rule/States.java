package io.rollcall.watcher.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import java.util.List;

/** States of one image, for tests. */
public final class States {
    public static final ImageKey KEY = new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", "ubuntu");

    private States() {}

    public static ImageState state(ImageKey key, String uid, String version, String phase) {
        return new ImageState(
                ImageState.SCHEMA_VERSION,
                "blue",
                key,
                uid,
                version,
                1,
                false,
                null,
                List.of(),
                JsonNodeFactory.instance.objectNode().put("phase", phase));
    }

    public static ImageState state(String uid, String version, String phase) {
        return state(KEY, uid, version, phase);
    }

    public static Seen seen(String uid, String version, String phase) {
        return Seen.of(state(uid, version, phase));
    }
}
