package io.rollcall.prober.registry;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Verdict;

/** What came of a question, its detours included. */
sealed interface Heard {
    /** An answer to judge. */
    record Said(Reply reply) implements Heard {}

    /**
     * None that says anything of the image.
     *
     * @param status of the last answer; null if there was none
     * @param detail a clause for a person
     */
    record Nothing(Verdict.Inconclusive verdict, Integer status, String detail) implements Heard {
        Nothing(Reason reason, Integer status, String detail) {
            this(new Verdict.Inconclusive(reason), status, detail);
        }
    }
}
