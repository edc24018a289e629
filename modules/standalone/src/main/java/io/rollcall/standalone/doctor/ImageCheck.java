package io.rollcall.standalone.doctor;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.standalone.bus.Images;
import io.rollcall.standalone.census.HostImages;
import io.rollcall.standalone.check.Checked;
import io.rollcall.standalone.cli.ServiceName;
import java.nio.file.Path;

/** Whether an image that the cluster says is there is there: one HEAD, as every probe is. */
final class ImageCheck {

    static final String ID = "registry-image";

    private ImageCheck() {}

    static Finding skipped(RegistryConfig registry, String why) {
        return Finding.skipped(ID, "registry " + registry.host(), why);
    }

    static Finding judge(RegistryConfig registry, HostImages.Example example, Checked checked) {
        String about = "registry " + registry.host();
        String image = Images.shortly(example.key());
        Verdict verdict = checked.answer().verdict();
        if (verdict instanceof Verdict.Present) {
            return Finding.passed(ID, about, "has %s (%s)".formatted(image, checked.words()));
        }
        String what = "of %s, which the cluster says is Ready: %s".formatted(image, checked.words());
        return Finding.failed(
                ID,
                about,
                what,
                verdict instanceof Verdict.Absent
                        ? "if it was deleted, all is well: in mode write Rollcall marks it ImageLost; if not, host or"
                                + " connectTo lead to another registry or an empty storage"
                        : fix(registry, checked.reference(), ((Verdict.Inconclusive) verdict).reason()));
    }

    private static String fix(RegistryConfig registry, ImageReference reference, Reason reason) {
        String file = registry.dockerConfig().map(Path::toString).orElse("a docker config.json");
        return switch (reason) {
            case DENIED ->
                ServiceName.isDvcr(registry.host())
                        ? "put a user who may pull into %s, such as node-puller (Secret dvcr-secrets, key passwordRO)"
                                .formatted(file)
                        : "put a user who may pull this repository into " + file;
            case NOT_A_REGISTRY -> "correct the host or connectTo, or what an ingress or proxy between makes of it";
            case THROTTLED -> "wait, or lower policy.rate for this registry";
            case SERVER_ERROR -> "look at the registry's log and its storage";
            default -> "try 'rollcall check %s' again, and look at the registry's log".formatted(reference);
        };
    }
}
