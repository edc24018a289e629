package io.rollcall.standalone.bench;

/**
 * VirtualImages as an API server lists them, when their import is done: with a whole status, and without managedFields, which
 * would make the bare list slower and the watcher no faster.
 *
 * @param count how many there are
 */
record ListedImages(int count) {

    private static final int TEAMS = 100;

    private static final String SPEC =
            "\"spec\":{\"dataSource\":{\"http\":{\"url\":\"https://images.example.com/disk.qcow2\"},\"type\":\"HTTP\"},"
                    + "\"storage\":\"ContainerRegistry\"},";

    private static final String CONDITION = "{\"lastTransitionTime\":\"2026-01-01T00:00:00Z\",\"message\":\"\","
            + "\"observedGeneration\":1,\"reason\":\"%1$s\",\"status\":\"True\",\"type\":\"%1$s\"}";

    private static final String STATUS = "\"status\":{\"cdrom\":false,\"conditions\":["
            + CONDITION.formatted("DatasourceReady") + "," + CONDITION.formatted("Ready") + "],"
            + "\"downloadSpeed\":{\"avg\":\"12 Mbps\",\"avgBytes\":\"1572864\",\"current\":\"0 bps\",\"currentBytes\":\"0\"},"
            + "\"format\":\"qcow2\",\"observedGeneration\":1,\"phase\":\"Ready\",\"progress\":\"100%\","
            + "\"size\":{\"stored\":\"199M\",\"storedBytes\":\"208666624\",\"unpacked\":\"1G\",\"unpackedBytes\":\"1073741824\"},"
            + "\"target\":{\"registryURL\":\"";

    /** Those from {@code from} up to {@code to}, as a page of a list; it continues unless it holds the last. */
    String page(int from, int to) {
        StringBuilder items = new StringBuilder((to - from) * 1_300);
        for (int i = from; i < to; i++) {
            items.append(i == from ? "" : ",");
            item(items, i);
        }
        return page("VirtualImage", to < count ? Integer.toString(to) : "", items);
    }

    static String page(String kind, String next, CharSequence items) {
        return "{\"apiVersion\":\"virtualization.deckhouse.io/v1alpha2\",\"kind\":\"" + kind
                + "List\",\"metadata\":{\"continue\":\"" + next + "\",\"resourceVersion\":\"9000000\"},\"items\":["
                + items + "]}";
    }

    private static void item(StringBuilder out, int index) {
        String team = "team-%02d".formatted(index % TEAMS);
        String name = "image-%06d".formatted(index);
        String uid = Images.uid(index);
        out.append("{\"apiVersion\":\"virtualization.deckhouse.io/v1alpha2\",\"kind\":\"VirtualImage\",\"metadata\":{")
                .append(
                        "\"creationTimestamp\":\"2026-01-01T00:00:00Z\",\"finalizers\":[\"virtualization.deckhouse.io/vi-cleanup\"],")
                .append("\"generation\":1,\"name\":\"")
                .append(name)
                .append("\",\"namespace\":\"")
                .append(team)
                .append("\",\"resourceVersion\":\"")
                .append(1_000_000 + index)
                .append("\",\"uid\":\"")
                .append(uid)
                .append("\"},")
                .append(SPEC)
                .append(STATUS)
                .append("dvcr.d8-virtualization.svc/vi/")
                .append(team)
                .append('/')
                .append(name)
                .append(':')
                .append(uid)
                .append("\"}}}");
    }
}
