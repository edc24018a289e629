package io.rollcall.prober.registry;

import io.rollcall.contract.probe.Reason;
import io.rollcall.testkit.Nginx.Site;
import java.util.Locale;
import java.util.Optional;

/** Ways in which nginx stands between us and a registry that has the image; each is a site of its own. */
enum Proxying {
    IT_PASSES("it passes everything on", null, "location / { proxy_pass http://REGISTRY; }"),
    HEAD_IS_BARRED(
            "its 404 page to HEAD; GET is passed on",
            null,
            "if ($request_method = HEAD) { return 404; } location / { proxy_pass http://REGISTRY; }"),
    ANOTHER_TYPE(
            "a 200 with another Content-Type than a manifest's",
            null,
            "location / { proxy_pass http://REGISTRY; proxy_hide_header Content-Type; add_header Content-Type text/plain; }"),

    PAGE_404("its 404 page: no backend under this path", Reason.NOT_A_REGISTRY, "return 404;"),
    APPLICATION_404(
            "another application's 404, in JSON",
            Reason.NOT_A_REGISTRY,
            "default_type application/json; return 404 '{\"message\":\"no Route matched with those values\"}';"),
    ERRORS_404(
            "another application's 404, in JSON with `errors`",
            Reason.NOT_A_REGISTRY,
            "default_type application/json; return 404 '{\"errors\":[{\"status\":\"404\",\"title\":\"Not Found\"}]}';"),
    CODED_404(
            "another application's 404, with a code of its own",
            Reason.NOT_A_REGISTRY,
            "default_type application/json; return 404 '{\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"no\"}]}';"),
    HALF_A_404(
            "a 404 whose JSON ends in the middle",
            Reason.NOT_A_REGISTRY,
            "default_type application/json; return 404 '{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"mess';"),
    BARE_404("a 404 without a body", Reason.NOT_A_REGISTRY, "return 404 '';"),
    STRIPPED(
            "it takes `/v2` out of the path",
            Reason.NOT_A_REGISTRY,
            "location / { rewrite ^/v2/(.*)$ /$1 break; proxy_pass http://REGISTRY; }"),
    PREFIXED(
            "it puts a prefix before the path",
            Reason.NOT_A_REGISTRY,
            "location / { proxy_pass http://REGISTRY/registry/; }"),
    WRONG_SERVICE(
            "wrong Service: a welcome page for every path, 200",
            Reason.NOT_A_REGISTRY,
            "default_type text/html; return 200 '<html><title>Welcome to nginx!</title></html>';"),
    EMPTY_200("a 200 without a body", Reason.NOT_A_REGISTRY, "return 200 '';"),
    NO_CONTENT("a 204", Reason.NOT_A_REGISTRY, "return 204;"),
    NO_DIGEST(
            "a 200 that lost its Docker-Content-Digest",
            Reason.NOT_A_REGISTRY,
            "location / { proxy_pass http://REGISTRY; proxy_hide_header Docker-Content-Digest; }"),
    NO_VALID_DIGEST(
            "a 200 with a Docker-Content-Digest that is none",
            Reason.NOT_A_REGISTRY,
            "location / { proxy_pass http://REGISTRY; proxy_hide_header Docker-Content-Digest;"
                    + " add_header Docker-Content-Digest sha256:zz; }"),
    NO_TYPE(
            "a 200 that lost its Content-Type",
            Reason.NOT_A_REGISTRY,
            "location / { proxy_pass http://REGISTRY; proxy_hide_header Content-Type; default_type ''; }"),
    NO_LENGTH(
            "a 200 that lost its Content-Length (a filter may change the body)",
            Reason.NOT_A_REGISTRY,
            "location / { proxy_pass http://REGISTRY; sub_filter a b; sub_filter_types *; }"),

    LOGIN_401("it wants a password: its 401 page", Reason.DENIED, "auth_basic registry; auth_basic_user_file USERS;"),
    FORBIDDEN("it bars us: its 403 page", Reason.DENIED, "location / { deny all; }"),
    GET_IS_DENIED(
            "its 404 page to HEAD, its 401 page to GET",
            Reason.DENIED,
            "if ($request_method = HEAD) { return 404; } return 401;"),

    THROTTLED("too many requests, without Retry-After", Reason.THROTTLED, "return 429;"),
    UNAVAILABLE("out of service: its 503 page", Reason.SERVER_ERROR, "return 503;"),
    BROKEN("it is broken itself: its 500 page", Reason.SERVER_ERROR, "return 500;"),
    UNKNOWN_UPSTREAM(
            "the registry's name has no address there: its 502 page",
            Reason.SERVER_ERROR,
            "location / { set $there registry.invalid; resolver 127.0.0.1:1 ipv6=off; resolver_timeout 200ms;"
                    + " proxy_pass http://$there; }"),
    UPSTREAM_SPEAKS_TLS(
            "it speaks TLS to a registry that does not: its 502 page",
            Reason.SERVER_ERROR,
            "location / { proxy_pass https://REGISTRY; }"),

    MOVED("a 301 elsewhere", Reason.UNEXPECTED_ANSWER, "return 301 https://elsewhere.invalid$request_uri;"),
    LOGIN_302("a 302 to a login page", Reason.UNEXPECTED_ANSWER, "return 302 https://login.invalid/?next=$uri;"),
    HEAD_405(
            "HEAD is not allowed: its 405 page",
            Reason.UNEXPECTED_ANSWER,
            "if ($request_method = HEAD) { return 405; } location / { proxy_pass http://REGISTRY; }"),
    BAD_REQUEST("its 400 page", Reason.UNEXPECTED_ANSWER, "return 400;"),
    OLD_ACCEPT(
            "it sends another Accept, without this manifest's type",
            Reason.UNEXPECTED_ANSWER,
            "location / { proxy_pass http://REGISTRY;"
                    + " proxy_set_header Accept application/vnd.docker.distribution.manifest.v2+json; }"),
    NO_ACCEPT(
            "it drops Accept",
            Reason.UNEXPECTED_ANSWER,
            "location / { proxy_pass http://REGISTRY; proxy_set_header Accept ''; }"),
    CONDITIONAL(
            "it sends If-None-Match: a 304",
            Reason.UNEXPECTED_ANSWER,
            "location / { proxy_pass http://REGISTRY; proxy_set_header If-None-Match '\"DIGEST\"'; }"),

    CLOSED("it closes the connection without a word (444)", Reason.CONNECTION_RESET, "return 444;");

    private final String what;
    private final Reason reason;
    private final String directives;

    Proxying(String what, Reason reason, String directives) {
        this.what = what;
        this.reason = reason;
        this.directives = directives;
    }

    String what() {
        return what;
    }

    /** Why its answer is inconclusive; empty where it is told that the image is there. */
    Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    String host() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".example";
    }

    /** @param users a file that holds who may come in */
    Site site(String registry, String digest, String users) {
        return Site.plain(
                host(),
                directives
                        .replace("REGISTRY", registry)
                        .replace("DIGEST", digest)
                        .replace("USERS", users));
    }
}
