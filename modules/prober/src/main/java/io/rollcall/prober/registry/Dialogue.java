package io.rollcall.prober.registry;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is sent for one probe, one request after the other, and what is counted and kept of it. Once it has ended nothing more
 * is sent, and what comes is dropped.
 */
final class Dialogue implements Teller {
    private final Site home;
    private final Sites sites;
    private final Means means;
    private final Trace trace;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Optional<Quota> quota = Optional.empty();
    private volatile Exchange current;
    private volatile boolean ended;

    /** @param home the registry that is asked about */
    Dialogue(Site home, Sites sites, Means means, Trace trace) {
        this.trace = trace;
        this.home = home;
        this.sites = sites;
        this.means = means;
    }

    Site home() {
        return home;
    }

    Sites sites() {
        return sites;
    }

    /** How many requests were sent until now, for tokens too. */
    int requests() {
        return requests.get();
    }

    /** What the registry last said that it has left for us. */
    Optional<Quota> quota() {
        return quota;
    }

    /** @param then is given what came of it, unless the dialogue ends before */
    void ask(Question question, Consumer<Heard> then) {
        new Turn(this, question, then).ask();
    }

    /** @param then is given its outcome, unless the dialogue ends before */
    void send(Request request, Transport via, Consumer<Outcome> then) {
        Runnable send = () -> sendNow(request, via, then);
        try {
            if (!via.atOnce(request, send)) {
                means.sender().execute(send);
            }
        } catch (RejectedExecutionException e) {
            // the client is being closed, which ends every dialogue
            end();
        }
    }

    private void sendNow(Request request, Transport via, Consumer<Outcome> then) {
        if (ended) {
            return;
        }
        asks(request, via);
        Exchange exchange = new Exchange(request.bound(), outcome -> {
            hears(request, outcome);
            note(request, outcome);
            if (!ended) {
                then.accept(outcome);
            }
        });
        current = exchange;
        via.send(request, exchange);
        if (ended) {
            exchange.breakOff();
        }
    }

    // another registry's quota is none of ours, nor is a token server's
    private void note(Request request, Outcome outcome) {
        if (outcome instanceof Outcome.Replied replied
                && replied.reply().quota().isPresent()
                && request.to().equals(home.endpoint())) {
            quota = replied.reply().quota();
        }
    }

    /** Tells what is made of what came, if anybody listens. */
    void says(Supplier<String> words) {
        if (isTraced()) {
            trace.tell(new Trace.Step.Concluded(words.get()));
        }
    }

    private boolean isTraced() {
        return trace != Trace.NONE;
    }

    @Override
    public void asks(Request request, Transport via) {
        requests.incrementAndGet();
        if (isTraced()) {
            trace.tell(Telling.asked(request, via));
        }
    }

    @Override
    public void hears(Request request, Outcome outcome) {
        if (outcome instanceof Outcome.NotSent) {
            requests.decrementAndGet();
        }
        if (isTraced()) {
            trace.tell(Telling.heard(outcome));
        }
    }

    /** Breaks off what is under way. */
    void end() {
        ended = true;
        Exchange last = current;
        if (last != null) {
            last.breakOff();
        }
    }
}
