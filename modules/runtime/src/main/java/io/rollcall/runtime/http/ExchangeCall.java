package io.rollcall.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Optional;

/** A call as the JDK's server hands it over. */
final class ExchangeCall implements Call {

    private final HttpExchange exchange;

    ExchangeCall(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    @Override
    public Optional<String> parameter(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        return Arrays.stream(query == null ? new String[0] : query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].equals(name))
                .map(pair -> URLDecoder.decode(pair[1], UTF_8))
                .findFirst();
    }

    @Override
    public String from() {
        return exchange.getRemoteAddress().toString().replaceFirst("^.*/", "");
    }

    @Override
    public Optional<byte[]> body(int atMost) throws IOException {
        if (header("Content-Length").filter(length -> isMore(length, atMost)).isPresent()) {
            return Optional.empty();
        }
        byte[] bytes = exchange.getRequestBody().readNBytes(atMost + 1);
        return Optional.of(bytes).filter(all -> all.length <= atMost);
    }

    /** The server has refused what is no number. */
    private static boolean isMore(String length, int atMost) {
        return Long.parseLong(length.strip()) > atMost;
    }
}
