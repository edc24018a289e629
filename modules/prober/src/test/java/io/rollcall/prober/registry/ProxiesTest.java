package io.rollcall.prober.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    @ParameterizedTest
    @CsvSource({
        "'', reg.example, false",
        "*, reg.example, true",
        "'a.example, *', reg.example, true",
        "reg.example, reg.example, true",
        "REG.example, reg.example, true",
        "reg.example, mirror.reg.example, true",
        "reg.example, notreg.example, false",
        ".example, reg.example, true",
        "*.example, reg.example, true",
        ".reg.example, reg.example, false",
        "'other , example', reg.example, true",
        "reg.example:443, reg.example, true",
        "reg.example:5000, reg.example, false",
        "reg.example:5000, reg.example:5000, true",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 110.1.2.3, false",
        "2.3, 10.1.2.3, false",
        "10.0.0.0/8, 10.1.2.3:5000, true",
        "10.0.0.0/8, 11.1.2.3, false",
        "10.1.2.0/23, 10.1.3.255, true",
        "0.0.0.0/0, 10.1.3.255, true",
        "10.0.0.0/33, 10.0.0.0, false",
        "10.0.0.0/x, 10.0.0.0, false",
        "10.0.0.0/8, reg.example, false",
        "fd00::/8, [fd12::1]:5000, true",
        "fd00::/8, [fe80::1], false",
        "[fd12::1], [fd12:0::1], true",
        "[fd12::1]:5000, [fd12::1]:5001, false",
        "fd12::1, [fd12::1]:5001, true",
    })
    void shouldAskDirectlyWhomNoProxyNames(String noProxy, String host, boolean direct) {
        // Given
        Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", noProxy));

        // When
        Optional<ProxyServer> proxy = proxies.to(Endpoint.parse("https", host));

        // Then
        assertThat(proxy.isEmpty()).isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, https, true",
        "https_proxy, https, true",
        "HTTPS_PROXY, http, false",
        "HTTP_PROXY, http, true",
        "http_proxy, http, true",
        "http_proxy, https, false",
        "ALL_PROXY, https, false",
    })
    void shouldHearTheVariableOfTheScheme(String variable, String scheme, boolean heard) {
        assertThat(Proxies.of(Map.of(variable, "proxy:3128"))
                        .to(Endpoint.parse(scheme, "reg.example"))
                        .isPresent())
                .isEqualTo(heard);
    }

    @ParameterizedTest
    @CsvSource({"localhost:5000", "127.0.0.1:5000", "127.1.2.3", "[::1]:5000"})
    void shouldAlwaysAskALoopbackHostDirectly(String host) {
        assertThat(Proxies.of(Map.of("HTTPS_PROXY", "http://proxy:3128")).to(Endpoint.parse("https", host)))
                .isEmpty();
    }

    @Test
    void shouldNotHearARequestsHeaderInACgiProcess() {
        // Given
        Endpoint place = Endpoint.parse("http", "reg.example");
        Map<String, String> cgi = Map.of("REQUEST_METHOD", "GET", "HTTP_PROXY", "evil:3128");

        // When / Then
        assertThat(Proxies.of(cgi).to(place)).isEmpty();
        assertThat(Proxies.of(Map.of("REQUEST_METHOD", "GET", "http_proxy", "proxy:3128"))
                        .to(place))
                .isPresent();
    }

    @Test
    void shouldReadWhoWeAreToTheProxyAndNotShowIt() {
        // When
        ProxyServer proxy = ProxyServer.parse("https_proxy", "http://me:p%40ss+w%20rd@Proxy.example:3128/")
                .orElseThrow();

        // Then
        assertThat(proxy.credentials()).contains(new Credentials("me", "p@ss+w rd"));
        assertThat(proxy).hasToString("the proxy proxy.example:3128 (https_proxy)");
    }

    @ParameterizedTest
    @CsvSource({"socks5://s3cret@proxy:1080", "https://me:s3cret@proxy", "http://", "http://me:s3cret@", "pro xy s3cret"
    })
    void shouldSendNothingAndNotShowTheValueWhenItNamesNoProxyThatCanBeUsed(String value) {
        // Given
        Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", value));
        Endpoint place = Endpoint.parse("https", "reg.example");

        // When / Then
        assertThat(proxies.to(place)).isEmpty();
        assertThat(proxies.trouble(place))
                .contains("The variable HTTPS_PROXY names no proxy that can be used for reg.example; give it as"
                        + " http://host:port, or add reg.example to NO_PROXY.");
    }
}
