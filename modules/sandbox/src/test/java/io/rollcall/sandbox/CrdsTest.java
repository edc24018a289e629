package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CrdsTest {

    @Test
    void shouldNameTheKindsAsTheVirtualizationModuleDoes() {
        assertThat(Crds.virtualImages().getSpec().getScope()).isEqualTo("Namespaced");
        assertThat(Crds.virtualImages().getSpec().getNames().getShortNames()).containsExactly("vi");
        assertThat(Crds.virtualImages().getSpec().getNames().getCategories()).containsExactly("virtualization");
        assertThat(Crds.clusterVirtualImages().getSpec().getScope()).isEqualTo("Cluster");
        assertThat(Crds.clusterVirtualImages().getSpec().getNames().getShortNames())
                .containsExactly("cvi");
        assertThat(Crds.clusterVirtualImages().getSpec().getNames().getCategories())
                .containsExactly("virtualization-cluster");
    }

    @Test
    void shouldHaveAStatusSubresourceAndPrintThePhaseFirst() {
        assertThat(Crds.all()).extracting(CrdsTest::version).allSatisfy(version -> {
            assertThat(version.getName()).isEqualTo("v1alpha2");
            assertThat(version.getSubresources().getStatus()).isNotNull();
            assertThat(version.getAdditionalPrinterColumns().get(0).getName()).isEqualTo("Phase");
        });
    }

    @Test
    void shouldHoldImageLostInBothPhaseEnumsAndPvcLostInOne() {
        assertThat(fields(Crds.virtualImages()).get("status.phase").getEnum())
                .extracting(JsonNode::asText)
                .containsExactly(
                        "Pending",
                        "Provisioning",
                        "WaitForUserUpload",
                        "Ready",
                        "Failed",
                        "Terminating",
                        "ImageLost",
                        "PVCLost");
        assertThat(fields(Crds.clusterVirtualImages()).get("status.phase").getEnum())
                .extracting(JsonNode::asText)
                .containsExactly(
                        "Pending", "Provisioning", "WaitForUserUpload", "Ready", "Failed", "Terminating", "ImageLost");
    }

    @Test
    void shouldHoldEveryFieldOfTheStatus() {
        assertThat(fields(Crds.virtualImages()).keySet())
                .filteredOn(path -> path.startsWith("status."))
                .containsExactly(
                        "status.cdrom",
                        "status.conditions",
                        "status.downloadSpeed",
                        "status.downloadSpeed.avg",
                        "status.downloadSpeed.avgBytes",
                        "status.downloadSpeed.current",
                        "status.downloadSpeed.currentBytes",
                        "status.format",
                        "status.imageUploadURLs",
                        "status.imageUploadURLs.external",
                        "status.imageUploadURLs.inCluster",
                        "status.observedGeneration",
                        "status.phase",
                        "status.progress",
                        "status.size",
                        "status.size.stored",
                        "status.size.storedBytes",
                        "status.size.unpacked",
                        "status.size.unpackedBytes",
                        "status.sourceUID",
                        "status.storageClassName",
                        "status.target",
                        "status.target.persistentVolumeClaimName",
                        "status.target.registryURL",
                        "status.uploadCommand");
    }

    @Test
    void shouldDifferBetweenTheKindsOnlyWhereTheModulesOwnDo() {
        // Given
        var namespaced = fields(Crds.virtualImages());
        var clustered = fields(Crds.clusterVirtualImages());

        // When
        var onlyNamespaced = new TreeSet<>(namespaced.keySet());
        onlyNamespaced.removeAll(clustered.keySet());
        var onlyClustered = new TreeSet<>(clustered.keySet());
        onlyClustered.removeAll(namespaced.keySet());

        // Then
        assertThat(onlyNamespaced)
                .containsExactly(
                        "spec.persistentVolumeClaim",
                        "spec.persistentVolumeClaim.storageClassName",
                        "spec.storage",
                        "status.storageClassName",
                        "status.target.persistentVolumeClaimName");
        assertThat(onlyClustered)
                .containsExactly(
                        "spec.dataSource.containerImage.imagePullSecret.namespace",
                        "spec.dataSource.objectRef.namespace",
                        "status.usedInNamespaces");
        assertThat(namespaced.get("spec.storage").getEnum())
                .extracting(JsonNode::asText)
                .containsExactly("ContainerRegistry", "Kubernetes", "PersistentVolumeClaim");
    }

    private static CustomResourceDefinitionVersion version(CustomResourceDefinition crd) {
        assertThat(crd.getSpec().getVersions()).hasSize(1);
        return crd.getSpec().getVersions().get(0);
    }

    private static Map<String, JSONSchemaProps> fields(CustomResourceDefinition crd) {
        Map<String, JSONSchemaProps> fields = new TreeMap<>();
        collect("", version(crd).getSchema().getOpenAPIV3Schema(), fields);
        return fields;
    }

    private static void collect(String prefix, JSONSchemaProps schema, Map<String, JSONSchemaProps> fields) {
        schema.getProperties().forEach((name, property) -> {
            fields.put(prefix + name, property);
            collect(prefix + name + ".", property, fields);
        });
    }
}
