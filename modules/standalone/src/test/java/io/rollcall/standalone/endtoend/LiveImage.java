package io.rollcall.standalone.endtoend;

import static io.rollcall.testkit.ImageAssert.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.transition.Transition;
import io.rollcall.sandbox.Manifest;
import io.rollcall.sandbox.SampleImages;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One image of a {@link Scene}: its object, its data, and what was said of it. */
final class LiveImage {
    static final String LOST = "The image data is no longer available and needs to be recreated.";

    private final Scene scene;
    private final SampleImages samples;
    private final GenericKubernetesResource begun;
    private String url;

    LiveImage(Scene scene, SampleImages samples, GenericKubernetesResource begun, String repository) {
        this.scene = requireNonNull(scene, "scene is null");
        this.samples = requireNonNull(samples, "samples is null");
        this.begun = requireNonNull(begun, "begun is null");
        this.url = repository + ":" + uid();
    }

    /** It will lie there instead. */
    LiveImage at(String otherUrl) {
        this.url = otherUrl;
        return this;
    }

    /** Pushes its data; the same data each time. */
    LiveImage pushed() {
        push();
        return this;
    }

    /** Its import is done: phase Ready, and the URL in its status. */
    LiveImage ready() {
        samples.finish(begun, url);
        return this;
    }

    LiveImage dataDeleted() {
        scene.registry.deleteManifest(repository(), push());
        return this;
    }

    private String push() {
        return scene.registry.push(repository(), url.substring(url.lastIndexOf(':') + 1), Manifest.DOCKER);
    }

    private String repository() {
        return url.substring(url.indexOf('/') + 1, url.lastIndexOf(':'));
    }

    /** Another writer changes its status. */
    @SuppressWarnings("unchecked")
    LiveImage status(Consumer<Map<String, Object>> edit) {
        GenericKubernetesResource fresh = now();
        edit.accept((Map<String, Object>) fresh.getAdditionalProperties().get("status"));
        samples.handle(fresh).updateStatus();
        return this;
    }

    /** Who deletes it from now on has to wait for the finalizers to go. */
    LiveImage finalizers(String... finalizers) {
        GenericKubernetesResource fresh = now();
        fresh.getMetadata().setFinalizers(List.of(finalizers));
        samples.handle(fresh).update();
        return this;
    }

    /** Waits until it has been asked for and was found there. */
    LiveImage seenPresent() {
        scene.awaitThat(() ->
                assertThat(results()).last().extracting(it -> it.verdict().is()).isEqualTo("present"));
        return this;
    }

    /** Waits until it is lost, by one Event and one alert more than there were. */
    LiveImage isLost(int times) {
        scene.awaitThat(() -> {
            assertThat(now()).hasPhase("ImageLost").hasReadyCondition("False", "ImageLost", LOST);
            assertTold(times, "Lost", AlertType.IMAGE_LOST);
        });
        return this;
    }

    /** Waits until it is Ready again, likewise. */
    LiveImage isRecovered(int times) {
        scene.awaitThat(() -> {
            assertThat(now()).hasPhase("Ready").hasReadyCondition("True", "Ready", "");
            assertTold(times, "LostRecovered", AlertType.IMAGE_RECOVERED);
        });
        return this;
    }

    /** Loses and recovers them, once each, and nothing but phase and Ready condition changes. */
    static void areLostAndRecovered(LiveImage... images) {
        List<LiveImage> all = List.of(images);
        all.forEach(LiveImage::seenPresent);
        List<GenericKubernetesResource> before =
                all.stream().map(LiveImage::now).toList();
        all.forEach(LiveImage::dataDeleted);
        all.forEach(image -> image.isLost(1));
        assertRestUnchanged(all, before);
        all.forEach(LiveImage::pushed);
        all.forEach(image -> image.isRecovered(1));
        assertRestUnchanged(all, before);
    }

    private static void assertRestUnchanged(List<LiveImage> images, List<GenericKubernetesResource> before) {
        for (int i = 0; i < images.size(); i++) {
            assertThat(images.get(i).now()).restOfStatusEquals(before.get(i));
        }
    }

    private void assertTold(int times, String reason, AlertType type) {
        assertThat(events())
                .filteredOn(it -> it.getReason().equals(begun.getKind() + reason))
                .hasSize(times);
        assertThat(alerts()).filteredOn(Alert::type, type).hasSize(times);
    }

    GenericKubernetesResource now() {
        return handle().get();
    }

    Resource<GenericKubernetesResource> handle() {
        return samples.handle(begun);
    }

    ObjectMeta metadata() {
        return begun.getMetadata();
    }

    String uid() {
        return begun.getMetadata().getUid();
    }

    String url() {
        return url;
    }

    List<Event> events() {
        return Pipeline.events(scene.cluster, begun);
    }

    List<Alert> alerts() {
        return scene.pipeline.alerts(begun).stream()
                .filter(it -> it.data().path("uid").asText().equals(uid()))
                .toList();
    }

    List<ProbeResult> results() {
        return scene.results(uid());
    }

    List<Transition> transitions() {
        return scene.transitions(uid());
    }
}
