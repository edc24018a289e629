package io.rollcall.replay.incident;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How one registry fared.
 *
 * @param images that asked about targets in it
 * @param band the window from end to end, without a gap; equal neighbours are one
 */
public record RegistryHistory(String host, long images, List<Band> band) {
    public RegistryHistory {
        requireNonNull(host, "host is null");
        band = List.copyOf(band);
    }
}
