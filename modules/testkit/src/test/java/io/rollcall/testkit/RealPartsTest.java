package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class RealPartsTest {

    @Test
    void shouldAbortWithWhatToInstallWhenAPartIsMissing() {
        assertThatThrownBy(() -> new RealParts(Map.of()).require(false, "install it"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("install it");
    }

    @Test
    void shouldFailWhenAPartIsMissingThatWasPromised() {
        assertThatThrownBy(() -> new RealParts(Map.of("ROLLCALL_REQUIRE_REAL", "true")).require(false, "install it"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("install it");
    }

    @Test
    void shouldGoOnWhenThePartIsThere() {
        assertThatCode(() -> new RealParts(Map.of("ROLLCALL_REQUIRE_REAL", "true")).require(true, "install it"))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldAbortWithoutAnApiServerEvenWherePartsArePromised() {
        assertThatThrownBy(() -> new RealParts(Map.of("ROLLCALL_REQUIRE_REAL", "true")).requireApiServer())
                .isInstanceOf(TestAbortedException.class);
    }

    @Test
    void shouldGiveEachJvmAnApiServerOfItsOwnWhenSeveralAreNamed() {
        // Given
        Map<String, String> two = Map.of("ROLLCALL_TEST_KUBECONFIG", "/a" + File.pathSeparator + "/b");

        // Then
        assertThat(new RealParts(two, 1).kubeconfig()).hasValue(Path.of("/a"));
        assertThat(new RealParts(two, 2).kubeconfig()).hasValue(Path.of("/b"));
        assertThat(new RealParts(two, 3).kubeconfig()).hasValue(Path.of("/a"));
    }

    @Test
    void shouldReadTheKubeconfigAndTheBrokersKindFromTheEnvironment() {
        assertThat(new RealParts(Map.of("ROLLCALL_TEST_KUBECONFIG", "/k")).kubeconfig())
                .hasValue(Path.of("/k"));
        assertThat(new RealParts(Map.of("ROLLCALL_TEST_KUBECONFIG", " ")).kubeconfig())
                .isEmpty();
        assertThat(new RealParts(Map.of("ROLLCALL_TEST_KAFKA", "testcontainers")).kafkaFromTestcontainers())
                .isTrue();
        assertThat(new RealParts(Map.of()).kafkaFromTestcontainers()).isFalse();
    }
}
