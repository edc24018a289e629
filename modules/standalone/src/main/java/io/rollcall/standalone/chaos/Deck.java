package io.rollcall.standalone.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Deals faults: each kind once, in any order, before any comes again. So a dozen shows every kind. */
final class Deck {

    private static final int GAP_FROM_MS = 1_000;
    private static final int GAP_TO_MS = 5_000;

    private final Random random;
    private final Deque<Kind> cards = new ArrayDeque<>();
    private int poisons;

    private enum Kind {
        KILL(0, 6_000),
        PAUSE(4_000, 14_000),
        BROKER(1_000, 6_000),
        API_SERVER_AWAY(2_000, 8_000),
        CONFLICT(3_000, 8_000),
        THROTTLED(3_000, 8_000),
        BROKEN(3_000, 8_000),
        SILENT(3_000, 8_000),
        REGISTRY(1_000, 6_000),
        STORAGE(1_000, 5_000),
        POISON(0, 0),
        RESTART(0, 0);

        private final int fromMs;
        private final int toMs;

        Kind(int fromMs, int toMs) {
            this.fromMs = fromMs;
            this.toMs = toMs;
        }
    }

    Deck(Random random) {
        this.random = random;
    }

    /** So many strikes of one turn, in their order, seconds apart: most begin before the one ahead is over. */
    List<Strike> strikes(int count) {
        List<Strike> strikes = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (int i = 0; i < count; i++) {
            at = at.plusMillis(between(GAP_FROM_MS, GAP_TO_MS));
            Kind kind = next();
            strikes.add(new Strike(at, Duration.ofMillis(between(kind.fromMs, kind.toMs)), fault(kind)));
        }
        return strikes;
    }

    private Kind next() {
        if (cards.isEmpty()) {
            List<Kind> all = new ArrayList<>(List.of(Kind.values()));
            Collections.shuffle(all, random);
            cards.addAll(all);
        }
        return cards.remove();
    }

    private int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    private Replica replica() {
        List<Replica> all = Replica.all();
        return all.get(random.nextInt(all.size()));
    }

    private Fault fault(Kind kind) {
        return switch (kind) {
            case KILL -> new Fault.Killed(replica());
            case PAUSE -> new Fault.Paused(replica());
            case BROKER -> new Fault.BrokerAway(random.nextBoolean());
            case API_SERVER_AWAY -> new Fault.ApiServerAway();
            case CONFLICT -> new Fault.ApiServerTrouble(Trouble.CONFLICT);
            case THROTTLED -> new Fault.ApiServerTrouble(Trouble.THROTTLED);
            case BROKEN -> new Fault.ApiServerTrouble(Trouble.BROKEN);
            case SILENT -> new Fault.ApiServerTrouble(Trouble.SILENT);
            case REGISTRY -> new Fault.RegistryFlaps(between(2, 4));
            case STORAGE -> new Fault.StorageBlinks();
            case POISON -> new Fault.Poison(++poisons);
            case RESTART -> new Fault.RollingRestart();
        };
    }
}
