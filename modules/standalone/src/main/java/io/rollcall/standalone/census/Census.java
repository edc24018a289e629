package io.rollcall.standalone.census;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one look at a cluster's images found.
 *
 * @param hosts by name
 * @param unreadable images whose reference does not parse
 * @param example one of these
 * @param whole false where the look ended before the last image
 */
public record Census(List<HostImages> hosts, long unreadable, Optional<ImageKey> example, boolean whole) {

    /** Copies the list. */
    public Census {
        hosts = List.copyOf(hosts);
        requireNonNull(example, "example is null");
    }

    /** Those of one host. */
    public Optional<HostImages> of(String host) {
        return hosts.stream().filter(it -> it.host().equalsIgnoreCase(host)).findFirst();
    }

    /** How many images there are that are asked for. */
    public long images() {
        return hosts.stream().mapToLong(HostImages::images).sum();
    }

    /** Counts images one by one; keeps no image. Not safe for use by several threads. */
    static final class Count {

        private final Map<String, HostImages> hosts = new TreeMap<>();
        private long unreadable;
        private Optional<ImageKey> example = Optional.empty();

        void add(ImageState image) {
            for (Ask ask : image.asks()) {
                if (ReferenceParser.parse(ask.target()) instanceof Parsed.Valid valid) {
                    Optional<HostImages.Example> ready = ask.lane() == Lane.SWEEP
                            ? Optional.of(new HostImages.Example(image.key(), valid.reference()))
                            : Optional.empty();
                    hosts.compute(
                            valid.reference().registry(),
                            (host, before) ->
                                    (before == null ? new HostImages(host, 0, Optional.empty()) : before).and(ready));
                } else {
                    unreadable++;
                    example = Optional.of(image.key());
                }
            }
        }

        Census end(boolean whole) {
            return new Census(List.copyOf(hosts.values()), unreadable, example, whole);
        }
    }
}
