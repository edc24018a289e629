package io.rollcall.standalone.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.image.Purpose;
import io.rollcall.contract.probe.BreakerState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.sandbox.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A ground on which everything happens at once, but for what a test takes out. */
class FakeStage implements Stage {

    final List<DemoImage> all;
    final Sightings sightings;
    final List<Noted> events = new ArrayList<>();
    final Set<String> deaf = new HashSet<>();
    Optional<String> failed = Optional.empty();
    List<String> waiting = List.of();
    private final Map<String, Turn> now = new HashMap<>();
    private int transitions;

    FakeStage(int images, Sightings sightings) {
        this.sightings = sightings;
        this.all = IntStream.range(0, images).mapToObj(FakeStage::image).toList();
        all.forEach(image -> {
            now.put(image.uid(), Turn.RECOVERED);
            sightings.image(view(image));
        });
        probeAll();
    }

    private static DemoImage image(int number) {
        return new DemoImage(
                "VirtualImage", "demo-a", "image-" + number, "uid-" + number, "vi/" + number, Manifest.OCI, "sha256:0");
    }

    @Override
    public void delete(DemoImage image) {
        turn(image, Turn.LOST);
    }

    @Override
    public void push(DemoImage image) {
        turn(image, Turn.RECOVERED);
    }

    @Override
    public void loseStorage() {
        all.forEach(image -> turn(image, Turn.LOST));
    }

    @Override
    public void restoreStorage() {
        all.forEach(image -> turn(image, Turn.RECOVERED));
        probeAll();
    }

    /** What a whole pipeline would do. */
    void turn(DemoImage image, Turn turn) {
        if (deaf.contains(image.uid())) {
            return;
        }
        now.put(image.uid(), turn);
        String id = "t" + transitions++;
        sightings.image(view(image));
        event(new Noted(image.uid(), turn, id));
        alert(image, turn, id);
    }

    void event(Noted note) {
        events.add(note);
        sightings.event(note);
    }

    void alert(DemoImage image, Turn turn, String id) {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("uid", image.uid());
        sightings.alert(Alert.of(
                id,
                "demo",
                Stream.of(AlertType.IMAGE_LOST, AlertType.IMAGE_RECOVERED)
                        .filter(type -> type.name().equals(turn.alert()))
                        .findFirst()
                        .orElseThrow(),
                image.shown(),
                Instant.now(),
                details));
    }

    /** One more sweep, from a minute ahead: later than anything that a test does. */
    private void probeAll() {
        all.forEach(image -> sightings.probe(probe(image)));
    }

    private static ProbeResult probe(DemoImage image) {
        Instant at = Instant.now().plusSeconds(60);
        return new ProbeResult(
                1,
                "demo",
                new ImageKey("virtualimages.virtualization.deckhouse.io", image.namespace(), image.name()),
                image.uid(),
                "1",
                "registry/" + image.repository(),
                "presence",
                Purpose.PRESENCE,
                JsonNodeFactory.instance.objectNode().put("phase", "Ready"),
                new Verdict.Present(image.digest()),
                null,
                1,
                at,
                Trigger.SWEEP,
                "1-1",
                at,
                at,
                at,
                "default-1",
                BreakerState.CLOSED);
    }

    ImageView view(DemoImage image) {
        boolean ready = now.get(image.uid()) == Turn.RECOVERED;
        return view(image, ready, "qcow2");
    }

    static ImageView view(DemoImage image, boolean ready, String format) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("uid", image.uid());
        ObjectNode status = object.putObject("status");
        status.put("phase", ready ? "Ready" : "ImageLost").put("format", format);
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", ready ? "True" : "False")
                .put("reason", ready ? "Ready" : "ImageLost")
                .put("message", "");
        return ImageView.of(object);
    }

    @Override
    public List<ImageView> images() {
        return all.stream().map(this::view).toList();
    }

    @Override
    public List<Noted> events() {
        return List.copyOf(events);
    }

    @Override
    public Optional<String> failed() {
        return failed;
    }

    @Override
    public List<String> waiting() {
        return waiting;
    }

    @Override
    public String look() {
        return "The log is here.";
    }
}
