package io.rollcall.standalone.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What strikes when. Equal seeds and numbers make equal plans, on every machine and in every release of Java. */
record Plan(long seed, List<Turn> turns) {

    /** The storage is away, back, away, back. */
    private static final int TURNS = 4;

    Plan {
        turns = List.copyOf(turns);
    }

    /** @param faults how many, spread evenly over the turns */
    static Plan of(long seed, int faults) {
        Deck deck = new Deck(new Random(seed));
        List<Turn> turns = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            int share = faults * (turn + 1) / TURNS - faults * turn / TURNS;
            turns.add(new Turn(turn % 2 == 1, deck.strikes(share)));
        }
        return new Plan(seed, turns);
    }

    /** How many faults there are in all. */
    int faults() {
        return turns.stream().mapToInt(it -> it.strikes().size()).sum();
    }
}
