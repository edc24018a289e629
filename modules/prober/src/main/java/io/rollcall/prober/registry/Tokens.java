package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One registry's Bearer tokens, kept for each scope until shortly before they end. For a scope one exchange is under way at
 * a time: who comes meanwhile waits for its outcome. Thread-safe.
 */
final class Tokens {
    private static final int MOST = 1_000;

    private final Site registry;
    private final Sites sites;
    private final Means means;
    private final Supplier<Duration> within;
    private final Map<String, CompletableFuture<Granted>> underWay = new HashMap<>();
    private final Map<String, Token> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Token> eldest) {
            return size() > MOST;
        }
    };

    /** @param within the longest time for a request to a token server */
    Tokens(Site registry, Sites sites, Means means, Supplier<Duration> within) {
        this.registry = requireNonNull(registry, "registry is null");
        this.sites = requireNonNull(sites, "sites is null");
        this.means = requireNonNull(means, "means is null");
        this.within = requireNonNull(within, "within is null");
    }

    /** What came of an exchange. */
    sealed interface Granted {
        /** A token. */
        record Yes(Token token) implements Granted {}

        /** None. */
        record No(Heard.Nothing why) implements Granted {}
    }

    /** The one that is kept, if it is still good. */
    synchronized Optional<Token> kept(String scope) {
        return Optional.ofNullable(kept.isEmpty() ? null : kept.get(scope))
                .filter(token -> token.isGood(means.clock().instant()));
    }

    /** Lets go of a token that the registry refused; not of one that came in its place meanwhile. */
    synchronized void drop(String scope, Token refused) {
        kept.remove(scope, refused);
    }

    /**
     * A token for the scope: the one that is kept, or the outcome of the exchange that is under way, or of a new one.
     *
     * @param teller counts and tells what a new exchange sends
     */
    CompletableFuture<Granted> fetch(String scope, Challenge challenge, Teller teller) {
        CompletableFuture<Granted> outcome;
        synchronized (this) {
            Optional<Token> good = kept(scope);
            if (good.isPresent()) {
                return CompletableFuture.completedFuture(new Granted.Yes(good.get()));
            }
            CompletableFuture<Granted> running = underWay.get(scope);
            if (running != null) {
                return running;
            }
            outcome = new CompletableFuture<>();
            underWay.put(scope, outcome);
        }
        TokenServer server = TokenServer.of(challenge.realm(), registry, sites);
        if (server instanceof TokenServer.Refused refused) {
            settle(scope, outcome, new Granted.No(new Heard.Nothing(Reason.DENIED, null, refused.why())));
        } else {
            TokenServer.Allowed allowed = (TokenServer.Allowed) server;
            Request request = allowed.request(challenge.service(), scope, registry.basic());
            new TokenExchange(allowed, request, means, teller, granted -> settle(scope, outcome, granted))
                    .start(within.get());
        }
        return outcome;
    }

    private void settle(String scope, CompletableFuture<Granted> outcome, Granted granted) {
        synchronized (this) {
            underWay.remove(scope);
            if (granted instanceof Granted.Yes yes) {
                kept.put(scope, yes.token());
            }
        }
        outcome.complete(granted);
    }
}
