package io.rollcall.replay.explain;

import io.rollcall.contract.image.ImageState;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.replay.record.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Results of one image that ask for a decision nobody has told of yet: the first of each verdict that stands, a few at most. */
final class Pending {
    private static final int MOST = 4;

    private Deque<Expected> expected;

    /**
     * A result that asks for a decision.
     *
     * @param state as the image was when it came; null where no record says
     */
    record Expected(Place place, ProbeResult result, ImageState state) {
        boolean isOf(ProbeResult other) {
            return result.verdictSince().equals(other.verdictSince())
                    && result.verdict().sameSortAs(other.verdict());
        }
    }

    void expect(Place place, ProbeResult result, ImageState state) {
        if (expected == null) {
            expected = new ArrayDeque<>(MOST);
        }
        if (expected.stream().noneMatch(it -> it.isOf(result))) {
            expected.add(new Expected(place, result, state));
        }
        if (expected.size() > MOST) {
            expected.remove();
        }
    }

    /** A decision on this verdict was told. @return what was expected; null where nothing was */
    Expected told(ProbeResult evidence) {
        if (expected == null) {
            return null;
        }
        for (Iterator<Expected> each = expected.iterator(); each.hasNext(); ) {
            Expected it = each.next();
            if (it.isOf(evidence)) {
                each.remove();
                return it;
            }
        }
        return null;
    }

    /** What nobody told of. */
    List<Expected> all() {
        return expected == null ? List.of() : List.copyOf(expected);
    }
}
