package io.rollcall.contract.image;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * The key of an image's records on the bus: {@code <plural>.<group>/<namespace>/<name>}.
 *
 * <p>A cluster-scoped object has an empty namespace: {@code clustervirtualimages.virtualization.deckhouse.io//ubuntu}.
 * None of the parts holds a slash, so the written form is unambiguous.
 *
 * @param kind {@code <plural>.<group>}, which is also the name of the CRD
 * @param namespace empty for a cluster-scoped object
 * @param name the object's name
 */
public record ImageKey(String kind, String namespace, String name) {
    public ImageKey {
        requireNonNull(kind, "kind is null");
        requireNonNull(namespace, "namespace is null");
        requireNonNull(name, "name is null");
        if (kind.isEmpty() || name.isEmpty() || (kind + namespace + name).indexOf('/') >= 0) {
            throw new IllegalArgumentException("not an image key: " + kind + "/" + namespace + "/" + name);
        }
    }

    /** @return the key that {@code text} writes; empty if it writes none */
    public static Optional<ImageKey> parse(String text) {
        String[] parts = text.split("/", -1);
        return parts.length == 3 && !parts[0].isEmpty() && !parts[2].isEmpty()
                ? Optional.of(new ImageKey(parts[0], parts[1], parts[2]))
                : Optional.empty();
    }

    @JsonCreator
    static ImageKey fromJson(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an image key: " + text));
    }

    /** Names are often numbered as their namespaces are, and a plain sum of digests would be the same for many of them. */
    @Override
    public int hashCode() {
        return (kind.hashCode() * 31 + namespace.hashCode()) * 0x9E37_79B9 + name.hashCode();
    }

    @JsonValue
    @Override
    public String toString() {
        return kind + "/" + namespace + "/" + name;
    }
}
