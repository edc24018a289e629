package io.rollcall.testkit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.policy.Hashes;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.contract.rules.Change.MetadataPatch;
import io.rollcall.contract.rules.Decision;
import io.rollcall.contract.rules.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The descriptor of {@link Channels}, and all there is to that kind: one DIGEST ask on a cron of its own, and an annotation
 * that follows the answer.
 *
 * @param schedule how often the tag is looked at
 */
public record ChannelKind(String schedule) implements ResourceKind {
    public ChannelKind {
        requireNonNull(schedule, "schedule is null");
    }

    @Override
    public String group() {
        return "test.rollcall.io";
    }

    @Override
    public String version() {
        return "v1";
    }

    @Override
    public String plural() {
        return "channels";
    }

    @Override
    public String kind() {
        return "Channel";
    }

    @Override
    public boolean namespaced() {
        return true;
    }

    @Override
    public Set<Write> writes() {
        return Set.of(Write.METADATA);
    }

    @Override
    public List<EnumRequirement> requirements() {
        return List.of();
    }

    @Override
    public List<Ask> asks(JsonNode object) {
        String image = object.path("spec").path("image").asText();
        return image.isEmpty()
                ? List.of()
                : List.of(new Ask(
                        "digest",
                        image,
                        Purpose.DIGEST,
                        new Cadence.Cron(schedule),
                        Lane.SWEEP,
                        Depth.MANIFEST,
                        Ask.DEFAULT,
                        Ask.DEFAULT,
                        null,
                        facts(object)));
    }

    @Override
    public JsonNode facts(JsonNode object) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        JsonNode digest = object.path("metadata").path("annotations").path(Channels.DIGEST);
        return digest.isTextual() ? facts.put("digest", digest.textValue()) : facts;
    }

    @Override
    public Rules rules() {
        return new FollowsDigest();
    }

    private record FollowsDigest() implements Rules {
        @Override
        public boolean mayAct(ProbeResult result, ProbePolicy policy) {
            return result.verdict() instanceof Verdict.Present present
                    && !present.digest().equals(result.context().path("digest").asText());
        }

        @Override
        public Decision decide(ImageState fresh, ProbeResult result, ProbePolicy policy, Instant now) {
            if (!(result.verdict() instanceof Verdict.Present present)) {
                return new Decision.Nothing("no digest");
            }
            if (!fresh.uid().equals(result.uid())) {
                return new Decision.Stale("another object of that name");
            }
            return new Decision.Act(List.of(new MetadataPatch(
                    Hashes.hex(result.uid() + "|" + present.digest(), 20),
                    "digestFollowed",
                    Map.of(Channels.DIGEST, present.digest()),
                    null,
                    null)));
        }
    }
}
