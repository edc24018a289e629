package io.rollcall.replay.explain;

/** What is counted over all images. */
final class Totals {
    private String cluster = "";
    long results;
    long observed;
    long unreadable;

    /** The first that is named: a bus has one. */
    void cluster(String name) {
        if (cluster.isEmpty()) {
            cluster = name;
        }
    }

    String cluster() {
        return cluster;
    }
}
