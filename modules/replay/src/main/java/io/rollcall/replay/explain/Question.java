package io.rollcall.replay.explain;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.policy.ProbePolicy;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a replay is to explain.
 *
 * @param from the window's begin
 * @param to its end, which is not in it
 * @param image a glob that images' names match, as {@code team-a/*}, with or without kind; empty for all
 * @param registry the host of the only registry that matters; empty for all
 * @param policies that are known beside what transitions say, by version
 * @param other asks what would have happened under this; empty where nobody asks
 */
public record Question(
        Instant from,
        Instant to,
        Optional<String> image,
        Optional<String> registry,
        Map<String, ProbePolicy> policies,
        Optional<OtherPolicy> other) {
    public Question {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        requireNonNull(image, "image is null");
        requireNonNull(other, "other is null");
        registry = registry.map(host -> host.toLowerCase(Locale.ROOT));
        policies = Map.copyOf(policies);
    }

    /** About everything in a window. */
    public static Question of(Instant from, Instant to) {
        return new Question(from, to, Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
    }

    /** The same, and what would have happened under another policy. */
    public Question under(OtherPolicy policy) {
        return new Question(from, to, image, registry, policies, Optional.of(policy));
    }

    /** Which images it is about. */
    Predicate<ImageKey> images() {
        return image.map(Question::glob)
                .<Predicate<ImageKey>>map(pattern -> key -> matches(pattern, key))
                .orElse(any -> true);
    }

    private static boolean matches(Pattern pattern, ImageKey key) {
        String name = key.namespace().isEmpty() ? key.name() : key.namespace() + "/" + key.name();
        return pattern.matcher(name).matches()
                || pattern.matcher(key.toString()).matches();
    }

    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
