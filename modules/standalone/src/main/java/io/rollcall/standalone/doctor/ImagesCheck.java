package io.rollcall.standalone.doctor;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.bus.Images;
import io.rollcall.standalone.census.Census;
import io.rollcall.standalone.census.CensusTaker;
import io.rollcall.standalone.census.HostImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether every image is stored where Rollcall may ask. */
final class ImagesCheck {

    static final String ID = "images";
    static final String ABOUT = "images";

    private ImagesCheck() {}

    /**
     * What the cluster says.
     *
     * @param census empty where it does not
     */
    record Look(Optional<Census> census, List<Finding> findings) {
        static Look none(Finding why) {
            return new Look(Optional.empty(), List.of(why));
        }
    }

    static Look look(CensusTaker taker, List<RegistryConfig> registries) {
        try {
            Census census = taker.take();
            return new Look(Optional.of(census), judge(census, registries));
        } catch (KubernetesClientException e) {
            return Look.none(
                    e.getCode() == 403 || e.getCode() == 404
                            ? Finding.skipped(ID, ABOUT, "they cannot be listed (%d), see above".formatted(e.getCode()))
                            : Finding.failed(
                                    ID,
                                    ABOUT,
                                    "they cannot be listed (%s)".formatted(e.getMessage()),
                                    "look at the API server's log"));
        }
    }

    static List<Finding> judge(Census census, List<RegistryConfig> registries) {
        List<Finding> findings = new ArrayList<>();
        List<HostImages> foreign = census.hosts().stream()
                .filter(host -> registries.stream().noneMatch(it -> it.host().equalsIgnoreCase(host.host())))
                .toList();
        foreign.forEach(host -> findings.add(Finding.failed(
                ID,
                ABOUT,
                "%s stored at %s, which no entry of registries allows".formatted(are(host.images()), host.host()),
                "add '- host: %s' to registries, with its dockerConfig and ca ('rollcall init' writes such an entry)"
                        .formatted(host.host()))));
        census.example().ifPresent(example -> findings.add(unreadable(census.unreadable(), example)));
        if (!census.whole()) {
            findings.add(Finding.skipped(
                    ID, ABOUT, "there are more than could be listed in time; only %d were".formatted(census.images())));
        }
        if (census.images() == 0) {
            findings.add(Finding.skipped(ID, ABOUT, "there is none yet in phase Ready or ImageLost"));
        } else if (foreign.isEmpty()) {
            findings.add(Finding.passed(ID, ABOUT, are(census.images()) + " stored where registries allows"));
        }
        return findings;
    }

    private static Finding unreadable(long images, ImageKey example) {
        return Finding.warned(
                ID,
                ABOUT,
                "%s stored under a registryURL that does not parse, such as that of %s"
                        .formatted(are(images), Images.shortly(example)),
                "look at status.target.registryURL there; Rollcall leaves such an image alone");
    }

    private static String are(long images) {
        return images == 1 ? "1 is" : images + " are";
    }
}
