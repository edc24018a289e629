package io.rollcall.watcher.log;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.watcher.rule.Answer;
import java.util.function.Consumer;

/** Asks the API server for one object. */
@FunctionalInterface
public interface Lookups {
    /**
     * Sends one GET, when the rate allows.
     *
     * @param then called exactly once, on a thread of the asked; must not block
     */
    void ask(ImageKey key, Consumer<Answer> then);
}
