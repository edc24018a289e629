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

    /** Both kinds, re-checking lost images between {@code recheckMin} and {@code recheckMax}; no deep check. */
    public static List<ResourceKind> all(Duration recheckMin, Duration recheckMax) {
        return all(recheckMin, recheckMax, "");
    }

    /**
     * Both kinds, with the deep check: a Ready image's blobs are asked for too, by a cadence of their own, and a lost image is
     * re-checked with its blobs, so that a manifest that is still there never recovers what its layers have lost.
     *
     * @param deepCheck a schedule as {@link io.rollcall.contract.policy.CronSchedule} has it; empty for no deep check
     */
    public static List<ResourceKind> all(Duration recheckMin, Duration recheckMax, String deepCheck) {
        return List.of(
                new ImageKind("virtualimages", "VirtualImage", true, recheckMin, recheckMax, deepCheck),
                new ImageKind("clustervirtualimages", "ClusterVirtualImage", false, recheckMin, recheckMax, deepCheck));
    }

    /** The two differ in scope, in names, and in that only a VirtualImage may be stored elsewhere than in the registry. */
    private record ImageKind(
            String plural, String kind, boolean namespaced, Duration recheckMin, Duration recheckMax, String deepCheck)
            implements ResourceKind {
        ImageKind {
            requireNonNull(recheckMin, "recheckMin is null");
            requireNonNull(recheckMax, "recheckMax is null");
            requireNonNull(deepCheck, "deepCheck is null");
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
            if (!facts.isEligible()) {
                return List.of();
            }
            boolean lost = facts.phase().equals(ImageFacts.IMAGE_LOST);
            Cadence cadence = lost
                    ? new Cadence.Progressive(facts.readyTransitionTime(), recheckMin, recheckMax)
                    : new Cadence.Sweep();
            Ask presence = ask("presence", facts, cadence, lost ? Lane.LOST : Lane.SWEEP, lost && isDeep());
            return isDeep() && !lost
                    ? List.of(presence, ask("deep", facts, new Cadence.Cron(deepCheck), Lane.SWEEP, true))
                    : List.of(presence);
        }

        private boolean isDeep() {
            return !deepCheck.isEmpty();
        }

        private static Ask ask(String id, ImageFacts facts, Cadence cadence, Lane lane, boolean deep) {
            ObjectNode context = JsonNodeFactory.instance.objectNode();
            context.put("phase", facts.phase());
            if (facts.readyTransitionTime() != null) {
                context.put("readyTransitionTime", facts.readyTransitionTime().toString());
            }
            return new Ask(
                    id,
                    facts.registryURL(),
                    Purpose.PRESENCE,
                    cadence,
                    lane,
                    deep ? Depth.BLOBS : Depth.MANIFEST,
                    Ask.DEFAULT,
                    Ask.DEFAULT,
                    facts.readyTransitionTime() == null
                            ? null
                            : facts.readyTransitionTime().plusSeconds(1),
                    context);
        }
    }
}
