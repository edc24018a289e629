package io.rollcall.prober.registry;

import io.rollcall.contract.probe.Reason;
import io.rollcall.prober.registry.Tokens.Granted;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hc.core5.http.HttpStatus;

/**
 * One question until there is an answer to judge. On the way a connection that was kept and turns out to be dead is replaced
 * once for each request, a token is fetched once for each registry that wants one, and a redirect is followed three times.
 */
final class Turn {
    private static final int MOST_REDIRECTS = 3;

    private final Dialogue dialogue;
    private final Question question;
    private final Consumer<Heard> then;
    private Hop hop;
    private Optional<Token> token = Optional.empty();
    private boolean fetched;
    private boolean repeated;
    private int redirects;

    Turn(Dialogue dialogue, Question question, Consumer<Heard> then) {
        this.dialogue = dialogue;
        this.question = question;
        this.then = then;
        this.hop = Hop.home(dialogue.home(), question.path());
    }

    /** Asks as whom we are known already: with the token that is kept, else with the password, if there is one. */
    void ask() {
        token = hop.site().tokens().kept(question.scope());
        repeated = false;
        send();
    }

    private void send() {
        String authorization = token.map(Token::bearer).or(hop.site()::basic).orElse(null);
        Request request = new Request(
                question.method(), hop.at(), hop.path(), question.accept(), authorization, question.bound());
        dialogue.send(request, hop.site().transport(), this::take);
    }

    private void take(Outcome outcome) {
        if (outcome instanceof Outcome.Replied replied) {
            take(replied.reply());
        } else if (outcome instanceof Outcome.NotSent notSent) {
            then.accept(new Heard.Nothing(notSent.reason(), null, notSent.why()));
        } else if (outcome instanceof Outcome.Failed failed && failed.stale() && !repeated) {
            repeated = true;
            hop.site().transport().dropIdle();
            send();
        } else if (outcome instanceof Outcome.Failed failed) {
            then.accept(Failures.nothing(failed, proxy()));
        }
    }

    private Optional<ProxyServer> proxy() {
        return hop.site().transport().ways().proxy(hop.at());
    }

    private void take(Reply reply) {
        if (reply.status() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED && proxy().isPresent()) {
            then.accept(new Heard.Nothing(
                    Reason.UNREACHABLE, reply.status(), "by " + proxy().get() + ": refused, with 407"));
        } else if (reply.isRedirect()) {
            follow(reply);
        } else {
            hear(reply);
        }
    }

    private void hear(Reply reply) {
        Optional<Challenge> challenge =
                reply.status() == 401 && !fetched ? Challenge.bearer(reply.challenges()) : Optional.empty();
        if (challenge.isPresent()) {
            fetch(challenge.get(), reply.status());
        } else {
            then.accept(new Heard.Said(reply));
        }
    }

    private void fetch(Challenge challenge, int status) {
        fetched = true;
        Tokens tokens = hop.site().tokens();
        token.ifPresent(refused -> tokens.drop(question.scope(), refused));
        var unused = tokens.fetch(question.scope(), challenge, dialogue).thenAccept(granted -> {
            if (granted instanceof Granted.Yes yes) {
                token = Optional.of(yes.token());
                repeated = false;
                send();
            } else {
                Heard.Nothing why = ((Granted.No) granted).why();
                then.accept(new Heard.Nothing(why.verdict(), status, why.detail()));
            }
        });
    }

    private void follow(Reply reply) {
        Hop.Next next = redirects == MOST_REDIRECTS
                ? new Hop.Next.Stop("more than " + MOST_REDIRECTS + " redirects, one after the other")
                : hop.next(reply.location(), dialogue.sites());
        if (next instanceof Hop.Next.Stop stop) {
            then.accept(new Heard.Nothing(Reason.UNEXPECTED_ANSWER, reply.status(), stop.why()));
            return;
        }
        Hop to = ((Hop.Next.To) next).hop();
        redirects++;
        fetched = fetched && to.site() == hop.site();
        hop = to;
        ask();
    }
}
