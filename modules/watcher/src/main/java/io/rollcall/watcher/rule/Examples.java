package io.rollcall.watcher.rule;

/**
 * Packs what is seen of one kind, most of which looks alike. What resembles no example so far becomes one itself; there are
 * few, so that objects which all look different cost no more than they would unpacked, and a little.
 */
public final class Examples {

    static final int MOST = 16;

    private Resemblance example;
    private int examples;

    /** The same, in little room. */
    public synchronized Seen pack(Seen seen) {
        if (example == null) {
            return seen.packed(another(seen));
        }
        Seen packed = seen.packed(example);
        boolean resembles = packed.room() <= seen.room() / 2;
        return resembles || examples == MOST ? packed : seen.packed(another(seen));
    }

    private Resemblance another(Seen seen) {
        example = new Resemblance(seen.value());
        examples++;
        return example;
    }
}
