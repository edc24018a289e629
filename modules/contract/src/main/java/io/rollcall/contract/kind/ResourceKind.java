package io.rollcall.contract.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.contract.image.Ask;
import io.rollcall.contract.rules.Rules;
import java.util.List;
import java.util.Set;

/** A kind of resource that Rollcall serves. A descriptor is all that a kind needs: no service knows one by name. */
public interface ResourceKind {
    /** @return the API group, e.g. {@code virtualization.deckhouse.io} */
    String group();

    /** @return the API version that is read and written, e.g. {@code v1alpha2} */
    String version();

    /** @return the plural, e.g. {@code virtualimages} */
    String plural();

    /** @return the kind, e.g. {@code VirtualImage} */
    String kind();

    /** @return whether its objects live in namespaces */
    boolean namespaced();

    /** @return what its rules may write: the rights that the status-writer needs in mode {@code write} */
    Set<Write> writes();

    /** @return enumerations that the CRD must hold, or what is written would be refused */
    List<EnumRequirement> requirements();

    /** @return what the object wants to know; empty where it wants nothing. Never throws, whatever the object looks like */
    List<Ask> asks(JsonNode object);

    /** @return what its rules will need to know of the object; an object node. Never throws */
    JsonNode facts(JsonNode object);

    /** @return what to do with results */
    Rules rules();

    /** @return {@code <plural>.<group>}: the CRD's name, and the first part of every image key */
    default String crd() {
        return plural() + "." + group();
    }

    /** Where a kind's rules write. */
    enum Write {
        /** The status subresource. */
        STATUS,
        /** The object's metadata. */
        METADATA
    }

    /**
     * @param path of a string field in the object, dot-separated, e.g. {@code status.phase}
     * @param values that its enumeration must hold
     */
    record EnumRequirement(String path, Set<String> values) {}
}
