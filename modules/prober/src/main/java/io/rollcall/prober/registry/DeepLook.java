package io.rollcall.prober.registry;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.HttpEvidence;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Question.Thing;
import io.rollcall.prober.registry.VerdictTable.Ruling;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Whether everything is there that an image is made of: its manifest, an index's manifests, and every config and layer. One
 * request at a time, and no further than the first thing that is missing or of which nothing is known.
 */
final class DeepLook implements Inquiry {
    /** Bytes of a manifest that are read. */
    static final int MAX_MANIFEST = 4 << 20;

    private static final int MOST_THINGS = 1_000;

    private final Dialogue dialogue;
    private final ImageReference image;
    private final KnownContents known;
    private final Means means;
    private final Duration each;
    private final Consumer<Ruling> then;
    private final Deque<Part> todo = new ArrayDeque<>();
    private final Set<String> met = new HashSet<>();
    private Optional<ScheduledFuture<?>> limit = Optional.empty();
    private Optional<Ruling> first = Optional.empty();
    private int blobs;
    private volatile Inquiry looking;

    /** A manifest or a blob of the image. */
    private record Part(Thing thing, ImageReference reference) {
        @Override
        public String toString() {
            return (thing == Thing.BLOB ? "the blob " : "the manifest ") + reference.reference();
        }
    }

    /**
     * @param each the longest time for each part
     * @param then is given the ruling, unless the dialogue ends before
     */
    DeepLook(
            Dialogue dialogue,
            ImageReference image,
            KnownContents known,
            Means means,
            Duration each,
            Consumer<Ruling> then) {
        this.dialogue = dialogue;
        this.image = image;
        this.known = known;
        this.means = means;
        this.each = each;
        this.then = then;
    }

    @Override
    public void begin() {
        look(new Part(Thing.MANIFEST, image));
    }

    @Override
    public Reply head() {
        Inquiry now = looking;
        return now == null ? null : now.head();
    }

    private void look(Part part) {
        within(part);
        Look look = new Look(dialogue, part.thing(), part.reference(), means.clock(), ruling -> seen(part, ruling));
        looking = look;
        look.begin();
    }

    private void seen(Part part, Ruling ruling) {
        if (ruling.verdict() instanceof Verdict.Present present) {
            first = first.isPresent() ? first : Optional.of(ruling);
            if (part.thing() == Thing.MANIFEST) {
                read(part, present.digest());
            } else {
                next();
            }
        } else {
            end(part, part.thing() == Thing.BLOB ? VerdictTable.ofBlob(ruling) : ruling);
        }
    }

    private void read(Part part, String digest) {
        Optional<Contents> contents = known.of(digest);
        if (contents.isPresent()) {
            add(part, contents.get());
            return;
        }
        dialogue.says(() -> "it is there; what it is made of is read, once for each digest");
        within(part);
        dialogue.ask(Question.content(by(digest), MAX_MANIFEST), heard -> take(part, digest, heard));
    }

    private void take(Part part, String digest, Heard heard) {
        if (heard instanceof Heard.Nothing nothing) {
            end(part, Ruling.of(nothing, null));
            return;
        }
        Reply reply = ((Heard.Said) heard).reply();
        Ruling ruling =
                VerdictTable.judgeContent(by(digest), reply, means.clock().instant());
        if (!(ruling.verdict() instanceof Verdict.Present)) {
            end(part, ruling);
            return;
        }
        Optional<Contents> contents = isOfOldForm(reply)
                ? Optional.of(new Contents(List.of(), List.of()))
                : Optional.of(reply.body())
                        .filter(text -> Contents.isOf(digest, text))
                        .flatMap(Contents::read);
        if (contents.isPresent()) {
            known.add(digest, contents.get());
            add(part, contents.get());
        } else {
            end(
                    part,
                    Ruling.inconclusive(Reason.NOT_A_REGISTRY, reply, "what it says is not a manifest of its digest"));
        }
    }

    // schema 1 is signed: its digest is not of its bytes, and nobody makes it any more
    private static boolean isOfOldForm(Reply manifest) {
        return manifest.contentType().startsWith("application/vnd.docker.distribution.manifest.v1+");
    }

    private void add(Part part, Contents contents) {
        contents.manifests().stream()
                .filter(met::add)
                .forEach(digest -> todo.add(new Part(Thing.MANIFEST, by(digest))));
        contents.blobs().stream().filter(met::add).forEach(digest -> {
            blobs++;
            todo.add(new Part(Thing.BLOB, by(digest)));
        });
        if (met.size() > MOST_THINGS) {
            end(part, Ruling.inconclusive(Reason.UNEXPECTED_ANSWER, null, "names more than " + MOST_THINGS + " parts"));
        } else {
            next();
        }
    }

    private void next() {
        Part part = todo.poll();
        if (part != null) {
            look(part);
            return;
        }
        limit.ifPresent(timer -> timer.cancel(false));
        Ruling top = first.orElseThrow();
        then.accept(top.with(blobs == 1 ? "its one blob is there" : "its " + blobs + " blobs are there"));
    }

    private void end(Part part, Ruling ruling) {
        limit.ifPresent(timer -> timer.cancel(false));
        boolean itself = first.isEmpty();
        String missing = ruling.verdict() instanceof Verdict.Absent ? part + " is missing" : null;
        HttpEvidence evidence = ruling.evidence();
        String why = missing != null || evidence.detail() == null ? missing : part + ": " + evidence.detail();
        then.accept(itself ? ruling : ruling.with(why == null ? "asked about " + part : why));
    }

    private void within(Part part) {
        limit.ifPresent(timer -> timer.cancel(false));
        limit = Optional.of(means.timer()
                .schedule(
                        () -> then.accept(Ruling.inconclusive(
                                Reason.TIMEOUT, head(), part + ": no verdict within " + each.toMillis() + " ms")),
                        each.toMillis(),
                        TimeUnit.MILLISECONDS));
    }

    private ImageReference by(String digest) {
        return new ImageReference(image.registry(), image.repository(), null, digest);
    }
}
