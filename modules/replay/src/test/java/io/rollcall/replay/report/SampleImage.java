package io.rollcall.replay.report;

import static java.math.BigInteger.TWO;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.replay.incident.ImageHistory;
import io.rollcall.replay.incident.Lane;
import io.rollcall.replay.incident.Phase;
import io.rollcall.replay.incident.StoryLine;
import io.rollcall.replay.incident.StoryLine.What;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One image of a made-up incident: told what it went through, it has the lane and the story for it. */
final class SampleImage {

    private static final String KIND = "virtualimages.virtualization.deckhouse.io";
    private static final BigInteger SPREAD =
            new BigInteger("9e3779b97f4a7c15f39cc0605cedc8341082276bf3a27251f86c6a11d0c18e95", 16);

    private final Instant to;
    private final String namespace;
    private final String name;
    private final String registry;
    private final List<Lane> lane = new ArrayList<>();
    private final List<StoryLine> story = new ArrayList<>();
    private final List<Integer> incidents = new ArrayList<>();
    private Instant ready;
    private long lost;
    private long recovered;
    private long lostMillis;

    SampleImage(Instant from, Instant to, String namespace, String name, String registry) {
        this.to = to;
        this.namespace = namespace;
        this.name = name;
        this.registry = registry;
        this.ready = from;
    }

    /** Its part in an incident. */
    SampleImage in(int incident) {
        incidents.add(incident);
        return this;
    }

    SampleImage told(Instant at, What what, String text) {
        story.add(new StoryLine(at, what, text));
        return this;
    }

    /** Lost from one moment to another, with all that is recorded of it; to the window's end if that is null. */
    SampleImage lost(Instant at, Instant back, String why) {
        long version = 8000L + Math.floorMod(at.toEpochMilli(), 90000);
        told(at.minusMillis(180), What.VERDICT, why);
        told(at, What.DECISION, "ImageLost: 1 of 1 confirmations, the answer is 180 ms old");
        told(at.plusMillis(42), What.WRITTEN, "phase ImageLost written as resourceVersion " + version);
        told(at.plusMillis(61), What.EVENT, "Warning ImageLost: the image is no longer in the registry");
        lane(ready, at, Phase.READY);
        lost++;
        Instant until = back == null ? to : back;
        lane(at, until, Phase.IMAGE_LOST);
        lostMillis += Duration.between(at, until).toMillis();
        ready = until;
        if (back != null) {
            recovered++;
            told(back.minusMillis(95), What.VERDICT, "HEAD 200, digest as recorded: present");
            told(back, What.DECISION, "Ready: the image is there again");
            told(back.plusMillis(38), What.WRITTEN, "phase Ready written as resourceVersion " + (version + 7));
        }
        return this;
    }

    private void lane(Instant begin, Instant end, Phase phase) {
        if (begin.isBefore(end)) {
            lane.add(new Lane(begin, end, phase));
        }
    }

    ImageHistory history() {
        List<Lane> whole = new ArrayList<>(lane);
        if (ready.isBefore(to)) {
            whole.add(new Lane(ready, to, Phase.READY));
        }
        String key = KIND + "/" + namespace + "/" + name;
        byte[] bytes = key.getBytes(UTF_8);
        String digest =
                String.format("%064x", new BigInteger(1, bytes).multiply(SPREAD).mod(TWO.pow(256)));
        return new ImageHistory(
                key,
                KIND,
                namespace,
                name,
                UUID.nameUUIDFromBytes(bytes).toString(),
                registry,
                registry + "/vi/" + namespace + "/" + name + "@sha256:" + digest,
                whole,
                lost,
                recovered,
                lostMillis,
                incidents,
                story);
    }
}
