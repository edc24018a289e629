package io.rollcall.prober.registry;

import java.util.List;

/** Is told what happens in a probe, as it happens, in texts that bear no credentials. Called from any thread. */
public interface Trace {
    /** Is told nothing. */
    Trace NONE = step -> {};

    /** Takes the next step. */
    void tell(Step step);

    /** Something that happened. */
    sealed interface Step {
        /**
         * A request goes out.
         *
         * @param url where to; what may be secret in its query is masked
         * @param way where the socket goes, in words
         * @param authorization as whom, masked; empty for nobody
         */
        record Asked(String method, String url, String way, String authorization) implements Step {}

        /**
         * An answer came.
         *
         * @param headers those that matter, {@code Name: value}
         * @param body of an error, cut; empty for none
         */
        record Answered(int status, List<String> headers, String body) implements Step {}

        /**
         * No answer came.
         *
         * @param why in words
         */
        record Unanswered(String why) implements Step {}

        /**
         * What is made of what came until now.
         *
         * @param words a clause
         */
        record Concluded(String words) implements Step {}
    }
}
