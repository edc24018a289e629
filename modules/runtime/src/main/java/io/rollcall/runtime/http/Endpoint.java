package io.rollcall.runtime.http;

import java.io.IOException;

/** What a service answers under a path of its own. Called by several threads at once. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Answers a call.
     *
     * @throws IOException where the caller cannot be heard; the connection is then closed without an answer
     */
    Reply answer(Call call) throws IOException;
}
