package io.rollcall.contract.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A CloudEvents type. An open set: an alert of a type that this version does not know is read like any other.
 *
 * @param name reverse-DNS name with a version
 */
public record AlertType(@JsonValue String name) {
    /** An image's data is gone and its resource says so. */
    public static final AlertType IMAGE_LOST = new AlertType("io.rollcall.image.lost.v1");

    /** An image's data is back and its resource says so. */
    public static final AlertType IMAGE_RECOVERED = new AlertType("io.rollcall.image.recovered.v1");

    /** Another writer keeps reversing what we write of an image. */
    public static final AlertType IMAGE_CONTESTED = new AlertType("io.rollcall.image.contested.v1");

    /** What a resource should say cannot be written: its CRD does not take it. */
    public static final AlertType IMAGE_UNWRITABLE = new AlertType("io.rollcall.image.unwritable.v1");

    /** A registry does not answer. */
    public static final AlertType REGISTRY_UNAVAILABLE = new AlertType("io.rollcall.registry.unavailable.v1");

    /** A registry answers again. */
    public static final AlertType REGISTRY_RECOVERED = new AlertType("io.rollcall.registry.recovered.v1");

    /** More of a registry's images are absent at once than a deletion explains. */
    public static final AlertType REGISTRY_MASSLOSS = new AlertType("io.rollcall.registry.massloss.v1");

    @JsonCreator
    public AlertType {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("an alert needs a type");
        }
    }
}
