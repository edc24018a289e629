package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import java.util.Optional;

/**
 * What makes two asks the same probe: canonical reference, depth and credentials, never the purpose. The text is the key of
 * the store {@code targets}; two targets share one only if they are the same.
 *
 * @param image empty where the reference does not parse; such a target is never sent
 */
record TargetKey(String text, Optional<ImageReference> image, Depth depth, String credentialsRef) {
    /** No valid reference begins with it. */
    private static final char BAD = '!';

    TargetKey {
        requireNonNull(text, "text is null");
        requireNonNull(image, "image is null");
        requireNonNull(depth, "depth is null");
        requireNonNull(credentialsRef, "credentialsRef is null");
    }

    static TargetKey of(Ask ask) {
        String rest = ask.depth() + " " + ask.credentialsRef();
        return ReferenceParser.parse(ask.target()) instanceof Parsed.Valid valid
                ? new TargetKey(
                        prefix(valid.reference()) + rest,
                        Optional.of(valid.reference()),
                        ask.depth(),
                        ask.credentialsRef())
                : new TargetKey(BAD + ask.target() + " " + rest, Optional.empty(), ask.depth(), ask.credentialsRef());
    }

    /**
     * Reads what {@link #text()} wrote. A valid reference holds no space, and a depth none either; what it is made of is not
     * looked at again: it was when the text was written, and a probe is too frequent for it.
     */
    static TargetKey parse(String text) {
        int first = text.indexOf(' ');
        int second = text.indexOf(' ', first + 1);
        Optional<ImageReference> image =
                first > 0 && second > 0 && text.charAt(0) != BAD ? split(text.substring(0, first)) : Optional.empty();
        return image.isPresent()
                ? new TargetKey(text, image, depth(text.substring(first + 1, second)), text.substring(second + 1))
                : new TargetKey(text, image, Depth.MANIFEST, "");
    }

    /** Takes a canonical reference apart: {@code registry/repository:tag} or {@code registry/repository@digest}. */
    private static Optional<ImageReference> split(String canonical) {
        int slash = canonical.indexOf('/');
        int at = canonical.indexOf('@');
        int end = at >= 0 ? at : canonical.lastIndexOf(':');
        if (slash <= 0 || end <= slash) {
            return Optional.empty();
        }
        String reference = canonical.substring(end + 1);
        return Optional.of(new ImageReference(
                canonical.substring(0, slash),
                canonical.substring(slash + 1, end),
                at >= 0 ? null : reference,
                at >= 0 ? reference : null));
    }

    private static Depth depth(String name) {
        return name.equals(Depth.BLOBS.name()) ? Depth.BLOBS : Depth.MANIFEST;
    }

    /** @return what the keys of all targets with this reference begin with, and no others */
    static String prefix(ImageReference image) {
        return image.canonical() + " ";
    }

    @Override
    public String toString() {
        return text;
    }
}
