package io.rollcall.prober.registry;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Reason;
import io.rollcall.runtime.config.RegistryConfig;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;

/** Says hello to one registry over the very transport that probes take, for a person who wants to know what is wrong. */
public final class Greeter implements AutoCloseable {
    private static final String PATH = "/v2/";
    private static final String API_VERSION = "Docker-Distribution-Api-Version";

    private final Transport transport;
    private final Clock clock;

    private Greeter(Transport transport, Clock clock) {
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Reads certificates and credentials; asks nothing yet.
     *
     * @throws RegistrySetupException if the registry's ca or docker config, or its proxy, is of no use
     */
    public static Greeter open(RegistryConfig registry, Clock clock, Proxies proxies) {
        requireNonNull(clock, "clock is null");
        ProbePolicy policy = registry.policy().toProbePolicy(ProbePolicy.DEFAULT.name());
        Transport transport = new Transport(registry, policy, clock, proxies);
        List<String> troubles = transport.troubles();
        if (!troubles.isEmpty()) {
            transport.close();
            throw new RegistrySetupException(String.join(" ", troubles));
        }
        return new Greeter(transport, clock);
    }

    /** Asks once; blocks, as long as a host name is looked up and then for at most {@code within}. */
    public Greeting greet(Duration within) throws InterruptedException {
        Instant askedAt = clock.instant();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Exchange exchange = new Exchange(ReplyConsumer.MAX_BODY, outcome::complete);
        transport.send(
                new Request(
                        "GET",
                        transport.endpoint(),
                        PATH,
                        Transport.ACCEPT,
                        transport.authorization().orElse(null),
                        ReplyConsumer.MAX_BODY),
                exchange);
        try {
            Outcome came = outcome.get(within.toMillis(), TimeUnit.MILLISECONDS);
            if (came instanceof Outcome.NotSent notSent) {
                return new Greeting.Unanswered(notSent.reason(), Optional.empty(), notSent.why());
            }
            return came instanceof Outcome.Failed failed
                    ? unanswered(failed)
                    : answered(exchange, ((Outcome.Replied) came).reply(), askedAt);
        } catch (TimeoutException e) {
            exchange.breakOff();
            return new Greeting.Unanswered(
                    Reason.TIMEOUT, Optional.empty(), "no answer within " + within.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an exchange never fails", e);
        }
    }

    private static Greeting unanswered(Outcome.Failed failed) {
        Reason reason = Failures.reason(failed.error(), failed.connected());
        return new Greeting.Unanswered(
                reason,
                reason == Reason.TLS_FAILURE ? Optional.of(Distrust.of(failed.error())) : Optional.empty(),
                Failures.detail(failed.error()));
    }

    private Greeting answered(Exchange exchange, Reply reply, Instant askedAt) {
        HttpResponse response = exchange.context().getResponse();
        boolean registry = response.containsHeader(API_VERSION)
                || (reply.status() == 401 && response.containsHeader(HttpHeaders.WWW_AUTHENTICATE))
                || (reply.contentType() != null && reply.contentType().startsWith("application/json"));
        return new Greeting.Answered(
                reply.status(),
                registry,
                date(response),
                Optional.ofNullable(exchange.context().getSSLSession()).flatMap(Greeter::certificateEnd),
                askedAt,
                clock.instant());
    }

    private static Optional<Instant> date(HttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.DATE);
        return Optional.ofNullable(header).map(Header::getValue).map(DateUtils::parseStandardDate);
    }

    private static Optional<Instant> certificateEnd(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return Arrays.stream(chain)
                    .filter(X509Certificate.class::isInstance)
                    .map(certificate -> ((X509Certificate) certificate).getNotAfter())
                    .min(Comparator.naturalOrder())
                    .map(Date::toInstant);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
