package io.rollcall.prober.registry;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.prober.registry.VerdictTable.Ruling;
import java.time.Clock;
import java.util.function.Consumer;

/** Whether a registry has a manifest: a HEAD, then a GET where only a body can tell. */
final class ManifestLook {
    private final Dialogue dialogue;
    private final ImageReference reference;
    private final Clock clock;
    private final Consumer<Ruling> then;
    private volatile Reply head;

    /** @param then is given the ruling, unless the dialogue ends before */
    ManifestLook(Dialogue dialogue, ImageReference reference, Clock clock, Consumer<Ruling> then) {
        this.dialogue = dialogue;
        this.reference = reference;
        this.clock = clock;
        this.then = then;
    }

    void ask() {
        ask("HEAD", this::takeHead);
    }

    /** The answer to the HEAD, where it needs the confirmation that is under way; else null. */
    Reply head() {
        return head;
    }

    private void ask(String method, Consumer<Heard> taker) {
        dialogue.ask(Question.manifest(method, reference.repository(), reference.reference()), taker);
    }

    private void takeHead(Heard heard) {
        if (heard instanceof Heard.Nothing nothing) {
            then.accept(Ruling.of(nothing, null));
            return;
        }
        Reply reply = ((Heard.Said) heard).reply();
        if (VerdictTable.needsConfirmation(reply)) {
            head = reply;
            ask("GET", this::takeGet);
        } else {
            then.accept(VerdictTable.judge(reference, reply, clock.instant()));
        }
    }

    private void takeGet(Heard heard) {
        then.accept(
                heard instanceof Heard.Said said
                        ? VerdictTable.judge(reference, head, said.reply(), clock.instant())
                        : Ruling.of((Heard.Nothing) heard, head));
    }
}
