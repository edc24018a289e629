package io.rollcall.prober.schedule;

import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.Verdict;
import io.rollcall.prober.registry.Quota;
import java.time.Duration;

/** What may happen to the probers, in any order. */
sealed interface Step {
    /** The image's object states an ask of this sort: a new one, the same again, or another. */
    record Bind(int image, Sort sort) implements Step {}

    /** The image's object is there and asks what it asked, but something else of it has changed. */
    record Change(int image, Change.What what) implements Step {
        /** What has changed. */
        enum What {
            ASKED_AGAIN,
            MADE_ANEW,
            SUSPENDED
        }
    }

    /** The image's object is gone. */
    record Delete(int image) implements Step {}

    /** Somebody wants a probe of its repository, now or later. */
    record Request(int image, Duration later) implements Step {}

    /** The registry answers so many of those that wait for it. */
    record Answer(int most, Verdict verdict, int requests, Quota left) implements Step {}

    /** The client loses a probe. */
    record Lose() implements Step {}

    /** Time passes, tick by tick. */
    record Pass(Duration tick, int ticks) implements Step {}

    /** Somebody sets the clock. */
    record SetClock(Duration by) implements Step {}

    /** All that was done in that partition is made to last. */
    record Commit(int partition) implements Step {}

    /** Another thread of the same process takes the partition over, in good order. */
    record HandOver(int partition) implements Step {}

    /** The process begins, if it is not there, and takes its part over from the others. */
    record Join(int replica) implements Step {}

    /** The process stops in good order, unless it is alone. */
    record Leave(int replica) implements Step {}

    /** The process is killed; what was not committed is done again, by the next. */
    record Kill(int replica) implements Step {}

    /** The registry is asked under another policy from now on. */
    record Adopt(ProbePolicy policy) implements Step {}

    /** What an image asks for. */
    enum Sort {
        SWEPT,
        LOST,
        ON_REQUEST,
        LATER
    }
}
