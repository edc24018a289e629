package io.rollcall.runtime.config;

/**
 * Where health and metrics are served.
 *
 * @param bind the address to listen on
 * @param port the port to listen on; 0 means any free one
 */
public record HttpConfig(String bind, int port) {

    /** Checks the bounds. */
    public HttpConfig {
        Keys.HTTP_BIND.check(bind);
        Keys.HTTP_PORT.check(port);
    }

    static HttpConfig from(Values values) {
        return new HttpConfig(values.get(Keys.HTTP_BIND), values.get(Keys.HTTP_PORT));
    }
}
