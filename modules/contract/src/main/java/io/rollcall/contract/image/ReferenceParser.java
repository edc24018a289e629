package io.rollcall.contract.image;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads image references strictly: {@code host[:port]/path[:tag][@digest]}, after the grammar of Distribution's reference
 * package. A host must be written (nothing defaults to a public registry), and a scheme such as {@code docker://} is
 * refused, as the upstream controller refuses it.
 */
public final class ReferenceParser {
    /** Longest text that is read: 255 of name with host, 128 of tag, 135 of sha512 digest, and separators. */
    static final int MAX_LENGTH = 640;

    private static final String HOST_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private static final Pattern HOST =
            Pattern.compile("(?:" + HOST_LABEL + "(?:\\." + HOST_LABEL + ")*|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?");
    private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final Pattern PATH = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

    private ReferenceParser() {}

    /** What a text turned out to be. */
    public sealed interface Parsed {
        /** A reference. */
        record Valid(ImageReference reference) implements Parsed {}

        /**
         * Not a reference.
         *
         * @param why one sentence for a person
         */
        record Invalid(String why) implements Parsed {}
    }

    /** @return never null, and never throws for any text */
    public static Parsed parse(String text) {
        if (text == null || text.isEmpty()) {
            return new Parsed.Invalid("The image reference is empty.");
        }
        if (text.length() > MAX_LENGTH) {
            return new Parsed.Invalid("The image reference is longer than " + MAX_LENGTH + " characters.");
        }
        if (text.contains("://")) {
            return new Parsed.Invalid("The image reference has a scheme; write host/path:tag without it.");
        }
        int slash = text.indexOf('/');
        if (slash <= 0) {
            return new Parsed.Invalid("The image reference names no registry; write host/path:tag.");
        }
        String host = text.substring(0, slash);
        if (!HOST.matcher(host).matches() || !isPort(host)) {
            return new Parsed.Invalid("The registry's host is not valid in the image reference.");
        }
        if (host.indexOf('.') < 0 && host.indexOf(':') < 0 && !host.equals("localhost")) {
            return new Parsed.Invalid(
                    "The image reference names no registry: its first part is neither host.domain, host:port nor localhost.");
        }
        return rest(host.toLowerCase(Locale.ROOT), text.substring(slash + 1));
    }

    private static Parsed rest(String registry, String text) {
        String digest = null;
        String name = text;
        int at = text.indexOf('@');
        if (at >= 0) {
            digest = text.substring(at + 1);
            name = text.substring(0, at);
            if (!DIGEST.matcher(digest).matches()) {
                return new Parsed.Invalid(
                        "The digest is not sha256:<64 hex> or sha512:<128 hex> in the image reference.");
            }
        }
        String tag = null;
        int colon = name.indexOf(':');
        if (colon >= 0) {
            tag = name.substring(colon + 1);
            name = name.substring(0, colon);
            if (!TAG.matcher(tag).matches()) {
                return new Parsed.Invalid("The tag is not valid in the image reference.");
            }
        }
        Matcher path = PATH.matcher(name);
        if (!path.matches()) {
            return new Parsed.Invalid(
                    "The repository is not valid in the image reference: lower case, separated by / . _ or -.");
        }
        if (registry.length() + 1 + name.length() > 255) {
            return new Parsed.Invalid("The registry and the repository together are longer than 255 characters.");
        }
        return new Parsed.Valid(new ImageReference(registry, name, tag, digest));
    }

    private static boolean isPort(String host) {
        int colon = host.lastIndexOf(':');
        if (colon < 0 || host.endsWith("]")) {
            return true;
        }
        int port = Integer.parseInt(host.substring(colon + 1));
        return port > 0 && port <= 65_535;
    }
}
