package io.rollcall.prober.registry;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Question.Thing;
import io.rollcall.prober.registry.VerdictTable.Ruling;
import java.time.Clock;
import java.util.function.Consumer;

/** Whether a registry has a manifest or a blob: a HEAD, then a GET where only a body can tell. */
final class Look implements Inquiry {
    private final Dialogue dialogue;
    private final Thing thing;
    private final ImageReference reference;
    private final Clock clock;
    private final Consumer<Ruling> then;
    private volatile Reply head;

    /** @param then is given the ruling, unless the dialogue ends before */
    Look(Dialogue dialogue, Thing thing, ImageReference reference, Clock clock, Consumer<Ruling> then) {
        this.dialogue = dialogue;
        this.thing = thing;
        this.reference = reference;
        this.clock = clock;
        this.then = then;
    }

    @Override
    public void begin() {
        dialogue.ask(Question.about(thing, "HEAD", reference), this::takeHead);
    }

    @Override
    public Reply head() {
        return head;
    }

    private void takeHead(Heard heard) {
        if (heard instanceof Heard.Nothing nothing) {
            rule(Ruling.of(nothing, null));
            return;
        }
        Reply reply = ((Heard.Said) heard).reply();
        if (VerdictTable.needsConfirmation(reply)) {
            head = reply;
            dialogue.says(() -> "a HEAD has no body, and only a body can tell: a GET must say it too");
            dialogue.ask(Question.about(thing, "GET", reference), this::takeGet);
        } else {
            rule(VerdictTable.judge(reference, reply, clock.instant()));
        }
    }

    private void takeGet(Heard heard) {
        rule(
                heard instanceof Heard.Said said
                        ? VerdictTable.judge(reference, head, said.reply(), clock.instant())
                        : Ruling.of((Heard.Nothing) heard, head));
    }

    private void rule(Ruling ruling) {
        dialogue.says(() -> inWords(ruling));
        then.accept(ruling);
    }

    private static String inWords(Ruling ruling) {
        if (ruling.verdict() instanceof Verdict.Present) {
            return "it is there";
        } else if (ruling.verdict() instanceof Verdict.Inconclusive inconclusive) {
            String detail = ruling.evidence().detail();
            return "that says nothing of it: " + inconclusive.reason().inWords()
                    + (detail == null ? "" : " (" + detail + ")");
        }
        return "the registry says twice, the second time in a registry's own words, that it is not there";
    }
}
