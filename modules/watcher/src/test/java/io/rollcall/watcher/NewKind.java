package io.rollcall.watcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.rules.Rules;
import io.rollcall.testkit.ChannelKind;
import io.rollcall.testkit.Channels;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A third kind under a name of its own, so that no server knows it before the test says so.
 *
 * @param plural the name; all else is as with channels
 */
record NewKind(String plural) implements ResourceKind {
    private static final ResourceKind LIKE = new ChannelKind("@every 1m");

    CustomResourceDefinition definition() {
        return new CustomResourceDefinitionBuilder(Channels.crd())
                .editMetadata()
                .withName(crd())
                .endMetadata()
                .editSpec()
                .editNames()
                .withPlural(plural)
                .withSingular(plural + "x")
                .withKind(kind())
                .withListKind(kind() + "List")
                .endNames()
                .endSpec()
                .build();
    }

    @Override
    public String group() {
        return LIKE.group();
    }

    @Override
    public String version() {
        return LIKE.version();
    }

    @Override
    public String kind() {
        return plural.substring(0, 1).toUpperCase(Locale.ROOT) + plural.substring(1);
    }

    @Override
    public boolean namespaced() {
        return true;
    }

    @Override
    public Set<Write> writes() {
        return LIKE.writes();
    }

    @Override
    public List<EnumRequirement> requirements() {
        return LIKE.requirements();
    }

    @Override
    public List<Ask> asks(JsonNode object) {
        return LIKE.asks(object);
    }

    @Override
    public JsonNode facts(JsonNode object) {
        return LIKE.facts(object);
    }

    @Override
    public Rules rules() {
        return LIKE.rules();
    }
}
