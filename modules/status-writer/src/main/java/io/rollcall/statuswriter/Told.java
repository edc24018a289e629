package io.rollcall.statuswriter;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this process has told already and therefore need not tell again; it forgets the oldest. Sparing only: whatever is
 * told twice bears the same id twice. Not safe for use by several threads.
 */
final class Told {
    private final Map<String, Boolean> ids;

    Told(int capacity) {
        this.ids = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    boolean contains(String id) {
        return ids.get(id) != null;
    }

    /** To be called only once the telling is committed. */
    void add(String id) {
        ids.put(id, Boolean.TRUE);
    }
}
