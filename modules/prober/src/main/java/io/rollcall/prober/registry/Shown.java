package io.rollcall.prober.registry;

import java.net.URI;

/** What of an address may be seen by others: no user, no query (it may be signed), nothing long, nothing unprintable. */
final class Shown {
    private static final int LONGEST = 120;

    private Shown() {}

    static String url(URI uri) {
        String authority =
                uri.getHost() == null ? "" : "//" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return cut((uri.getScheme() == null ? "" : uri.getScheme() + ":")
                + authority
                + path
                + (uri.getRawQuery() == null ? "" : "?…"));
    }

    static String path(String raw) {
        int query = raw.indexOf('?');
        return cut(query < 0 ? raw : raw.substring(0, query) + "?…");
    }

    static String cut(String text) {
        String printable = text.replaceAll("\\p{Cntrl}+", " ");
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…";
    }
}
