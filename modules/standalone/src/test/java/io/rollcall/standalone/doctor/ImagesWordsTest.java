package io.rollcall.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.standalone.census.Census;
import io.rollcall.standalone.census.HostImages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImagesWordsTest {

    private static final List<RegistryConfig> ALLOWED =
            RollcallConfig.of(Map.of("registries[0].host", "a.example")).registries();

    @Test
    void shouldPassWhenEveryHostIsAllowed() {
        assertThat(ImagesCheck.judge(census(true, Optional.empty(), host("a.example", 3)), ALLOWED))
                .containsExactly(Finding.passed("images", "images", "3 are stored where registries allows"));
    }

    @Test
    void shouldNameEachHostThatIsNot() {
        assertThat(ImagesCheck.judge(
                        census(true, Optional.empty(), host("a.example", 3), host("b.example:5000", 1)), ALLOWED))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result())
                        .isEqualTo(new Result.Failed(
                                "1 is stored at b.example:5000, which no entry of registries allows",
                                "add '- host: b.example:5000' to registries, with its dockerConfig and ca ('rollcall"
                                        + " init' writes such an entry)")));
    }

    @Test
    void shouldSayWhatWasLeftOut() {
        // Given
        ImageKey key = new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", "odd");

        // When
        List<Finding> findings = ImagesCheck.judge(census(false, Optional.of(key)), ALLOWED);

        // Then
        assertThat(findings)
                .extracting(finding -> finding.result().name())
                .containsExactly("warned", "skipped", "skipped");
        assertThat(findings.get(0).result().what())
                .isEqualTo(
                        "1 is stored under a registryURL that does not parse, such as that of virtualimages team-a/odd");
        assertThat(findings.get(2).result().what()).isEqualTo("there is none yet in phase Ready or ImageLost");
    }

    private static Census census(boolean whole, Optional<ImageKey> odd, HostImages... hosts) {
        return new Census(List.of(hosts), odd.isPresent() ? 1 : 0, odd, whole);
    }

    private static HostImages host(String host, long images) {
        return new HostImages(host, images, Optional.empty());
    }
}
