package io.rollcall.watcher.rule;

/** The order of resourceVersions of one object. The API server's are decimal counters; any others have no order here. */
final class ResourceVersions {
    enum Order {
        OLDER,
        SAME,
        NEWER,
        UNKNOWN
    }

    private ResourceVersions() {}

    /** How {@code a} stands to {@code b}. */
    static Order compare(String a, String b) {
        if (a.equals(b)) {
            return Order.SAME;
        }
        if (!isCounter(a) || !isCounter(b)) {
            return Order.UNKNOWN;
        }
        int order = a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
        return order < 0 ? Order.OLDER : Order.NEWER;
    }

    private static boolean isCounter(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
    }
}
