package io.rollcall.standalone.up;

/** Kubeconfigs for servers that need not be there. */
public final class Kubeconfigs {

    private Kubeconfigs() {}

    /** One context, {@code test}, for the server at this URL. */
    public static String at(String url) {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: test, user: {}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                """.formatted(url);
    }
}
