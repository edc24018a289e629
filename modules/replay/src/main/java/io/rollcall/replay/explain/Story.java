package io.rollcall.replay.explain;

import io.rollcall.replay.incident.StoryLine;
import io.rollcall.replay.incident.StoryLine.What;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** One image's story, bounded: its begin and its end are kept, and of what lies between it is told how much that was. */
final class Story {
    private static final int KEPT = 30;

    private final List<StoryLine> begin = new ArrayList<>(4);
    private final Deque<StoryLine> end = new ArrayDeque<>(0);
    private long leftOut;
    private String repeated;
    private Instant lastAt;
    private long times;

    void add(Instant at, What what, String text) {
        endRepetition();
        put(new StoryLine(at, what, text));
    }

    /**
     * A verdict; the same sort of it again and again is told once, with how often and until when.
     *
     * @param sort what makes two of them the same
     */
    void verdict(Instant at, String sort, Supplier<String> text) {
        if (sort.equals(repeated)) {
            times++;
            lastAt = at;
            return;
        }
        endRepetition();
        put(new StoryLine(at, What.VERDICT, text.get()));
        repeated = sort;
    }

    /** From now on the same sort is told anew. */
    private void endRepetition() {
        if (times > 0) {
            put(new StoryLine(
                    lastAt, What.VERDICT, "the same " + Words.count(times, "more time") + ", here for the last time"));
        }
        repeated = null;
        times = 0;
    }

    private void put(StoryLine line) {
        if (begin.size() < KEPT) {
            begin.add(line);
            return;
        }
        end.add(line);
        if (end.size() > KEPT) {
            end.remove();
            leftOut++;
        }
    }

    /** In the order of time. */
    List<StoryLine> lines() {
        endRepetition();
        List<StoryLine> lines = new ArrayList<>(begin);
        if (leftOut > 0) {
            lines.add(new StoryLine(
                    begin.get(begin.size() - 1).at(),
                    What.NOTE,
                    Words.count(leftOut, "line") + " left out here; choose a shorter window to read them"));
        }
        lines.addAll(end);
        lines.sort(Comparator.comparing(StoryLine::at));
        return lines;
    }
}
