package io.rollcall.prober.registry;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.service.Version;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.function.Callback;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes HTTP clients that do nothing by themselves: HTTP/1.1 alone, no redirects, retries, cookies, challenges or compression;
 * bounded heads.
 */
final class HttpClients {
    /** Set on a request's context once its connection stands. */
    static final String CONNECTED = "rollcall.connected";

    /** An idle connection is not used again after this: proxies and Services drop them unsaid. */
    private static final TimeValue KEEP_ALIVE = TimeValue.ofSeconds(30);

    /** A connection is not used beyond this, so that a changed address is noticed. */
    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(5);

    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 100;

    private HttpClients() {}

    /** A pool of at most {@link ProbePolicy#inFlight} connections, to whom {@code trust} believes. */
    static PoolingAsyncClientConnectionManager pool(RegistryConfig registry, ProbePolicy policy, SSLContext trust) {
        DnsResolver resolver = registry.connectTo()
                .<DnsResolver>map(place -> new ConnectTo(Endpoint.of(registry), place))
                .orElse(SystemDefaultDnsResolver.INSTANCE);
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(
                        ClientTlsStrategyBuilder.create().setSslContext(trust).buildAsync())
                .setDnsResolver(resolver)
                .setMaxConnTotal(policy.inFlight())
                .setMaxConnPerRoute(policy.inFlight())
                .setDefaultConnectionConfig(connections(policy))
                .setDefaultTlsConfig(tls(policy))
                .build();
    }

    /** From now on the pool keeps to this policy; what was leased before keeps to what was. */
    static void adopt(PoolingAsyncClientConnectionManager pool, ProbePolicy policy) {
        pool.setMaxTotal(policy.inFlight());
        pool.setDefaultMaxPerRoute(policy.inFlight());
        pool.setDefaultConnectionConfig(connections(policy));
        pool.setDefaultTlsConfig(tls(policy));
    }

    private static ConnectionConfig connections(ProbePolicy policy) {
        return ConnectionConfig.custom()
                .setConnectTimeout(timeout(policy.connectTimeout()))
                .setSocketTimeout(timeout(policy.responseTimeout()))
                .setTimeToLive(LONGEST_LIFE)
                .build();
    }

    private static TlsConfig tls(ProbePolicy policy) {
        return TlsConfig.custom()
                .setHandshakeTimeout(timeout(policy.connectTimeout()))
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                .build();
    }

    /** The bounds of one request, the wait for a connection included. */
    static RequestConfig requests(ProbePolicy policy) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(timeout(policy.totalTimeout()))
                .setResponseTimeout(timeout(policy.responseTimeout()))
                .setConnectionKeepAlive(KEEP_ALIVE)
                .setAuthenticationEnabled(false)
                .build();
    }

    /**
     * A client over a pool that it closes; not started. Its requests bring their bounds along.
     *
     * @param ways to all places
     * @param threads makes the client's own
     * @param whenBroken is told when the client's I/O thread fails; the client is of no more use then
     */
    static CloseableHttpAsyncClient client(
            RegistryConfig registry,
            ProbePolicy policy,
            PoolingAsyncClientConnectionManager pool,
            HttpRoutePlanner ways,
            ThreadFactory threads,
            Callback<Exception> whenBroken) {
        return HttpAsyncClientBuilder.create()
                .setConnectionManager(pool)
                .setRoutePlanner(ways)
                .setUserAgent("rollcall/" + Version.current())
                .setThreadFactory(threads)
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(1)
                        .setSoTimeout(timeout(policy.responseTimeout()))
                        .build())
                .setIoReactorExceptionCallback(whenBroken)
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(MAX_LINE)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                .addExecInterceptorBefore(
                        ChainElement.MAIN_TRANSPORT.name(), "connected", (request, body, scope, chain, callback) -> {
                            scope.clientContext.setAttribute(CONNECTED, true);
                            chain.proceed(request, body, scope, callback);
                        })
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }
}
