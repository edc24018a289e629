package io.rollcall.contract.kind;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.rules.Rules;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The kinds of Deckhouse's virtualization: VirtualImage and ClusterVirtualImage. */
public final class ImageKinds {
    /** The upstream controller's shortest wait between two looks at a lost image. */
    public static final Duration RECHECK_MIN = Duration.ofSeconds(15);

    /** And its longest. */
    public static final Duration RECHECK_MAX = Duration.ofMinutes(5);

    private ImageKinds() {}

    /** Both kinds, re-checking lost images between {@code recheckMin} and {@code recheckMax}. */
    public static List<ResourceKind> all(Duration recheckMin, Duration recheckMax) {
        return List.of(
                new ImageKind("virtualimages", "VirtualImage", true, recheckMin, recheckMax),
                new ImageKind("clustervirtualimages", "ClusterVirtualImage", false, recheckMin, recheckMax));
    }

    /** The two differ in scope, in names, and in that only a VirtualImage may be stored elsewhere than in the registry. */
    private record ImageKind(String plural, String kind, boolean namespaced, Duration recheckMin, Duration recheckMax)
            implements ResourceKind {
        ImageKind {
            requireNonNull(recheckMin, "recheckMin is null");
            requireNonNull(recheckMax, "recheckMax is null");
        }

        @Override
        public String group() {
            return "virtualization.deckhouse.io";
        }

        @Override
        public String version() {
            return "v1alpha2";
        }

        @Override
        public Set<Write> writes() {
            return Set.of(Write.STATUS);
        }

        @Override
        public List<EnumRequirement> requirements() {
            return List.of(new EnumRequirement("status.phase", Set.of(ImageFacts.READY, ImageFacts.IMAGE_LOST)));
        }

        @Override
        public JsonNode facts(JsonNode object) {
            return ImageFacts.ofObject(object, namespaced).toJson();
        }

        @Override
        public Rules rules() {
            return new ImageRules(kind);
        }

        @Override
        public List<Ask> asks(JsonNode object) {
            ImageFacts facts = ImageFacts.ofObject(object, namespaced);
            return facts.isEligible() ? List.of(presence(facts)) : List.of();
        }

        private Ask presence(ImageFacts facts) {
            boolean lost = facts.phase().equals(ImageFacts.IMAGE_LOST);
            ObjectNode context = JsonNodeFactory.instance.objectNode();
            context.put("phase", facts.phase());
            if (facts.readyTransitionTime() != null) {
                context.put("readyTransitionTime", facts.readyTransitionTime().toString());
            }
            return new Ask(
                    "presence",
                    facts.registryURL(),
                    Purpose.PRESENCE,
                    lost
                            ? new Cadence.Progressive(facts.readyTransitionTime(), recheckMin, recheckMax)
                            : new Cadence.Sweep(),
                    lost ? Lane.LOST : Lane.SWEEP,
                    Depth.MANIFEST,
                    Ask.DEFAULT,
                    Ask.DEFAULT,
                    facts.readyTransitionTime() == null
                            ? null
                            : facts.readyTransitionTime().plusSeconds(1),
                    context);
        }
    }
}
