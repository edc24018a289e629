package io.rollcall.replay.record;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Some records of one partition, one after the other; what is made of them may still be in the making.
 *
 * @param <T> what is made of each
 */
final class Chunk<T> {
    private final List<Place> places;
    private final Future<List<T>> made;
    private List<T> values;

    Chunk(List<Place> places, Future<List<T>> made) {
        this.places = places;
        this.made = made;
    }

    int size() {
        return places.size();
    }

    long timestamp(int index) {
        return places.get(index).timestamp();
    }

    T value(int index) throws InterruptedException {
        if (values == null) {
            try {
                values = made.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("no record may stop its reader", e.getCause());
            }
        }
        return values.get(index);
    }
}
