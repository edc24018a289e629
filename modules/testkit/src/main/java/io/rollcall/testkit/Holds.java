package io.rollcall.testkit;

import io.rollcall.testkit.Hold.Step;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The holds of one door. Each is for the first thing that it fits, and for no other. */
final class Holds<T> implements AutoCloseable {

    private final List<Armed<T>> armed = new CopyOnWriteArrayList<>();
    private final List<Hold> all = new CopyOnWriteArrayList<>();

    private record Armed<T>(Step step, Predicate<T> which, Hold hold) {}

    Hold arm(Step step, Predicate<T> which, String what) {
        Hold hold = new Hold(step + " " + what);
        all.add(hold);
        armed.add(new Armed<>(step, which, hold));
        return hold;
    }

    /** The hold for this, at this step; taken by it from now on. */
    private synchronized Optional<Hold> take(Step step, T passing) {
        Optional<Armed<T>> first = armed.stream()
                .filter(it -> it.step() == step && it.which().test(passing))
                .findFirst();
        first.ifPresent(armed::remove);
        return first.map(Armed::hold);
    }

    /** Stops it where a hold says so. @return whether it goes on */
    boolean pass(Step step, T passing) throws InterruptedException {
        Optional<Hold> hold = take(step, passing);
        return hold.isEmpty() || hold.get().pass();
    }

    /** Drops whatever is held, and takes back what is armed. */
    @Override
    public void close() {
        armed.clear();
        all.forEach(Hold::drop);
        all.clear();
    }
}
