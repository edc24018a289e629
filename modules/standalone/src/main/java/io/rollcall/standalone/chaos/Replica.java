package io.rollcall.standalone.chaos;

import static java.util.Objects.requireNonNull;

import io.rollcall.standalone.services.Services;
import java.util.List;
import java.util.stream.IntStream;

/** One of the two of each service. */
record Replica(String service, int number) {

    private static final int EACH = 2;

    Replica {
        requireNonNull(service, "service is null");
    }

    /** All six, those of one service side by side. */
    static List<Replica> all() {
        return Services.all().stream().flatMap(it -> of(it.name()).stream()).toList();
    }

    static List<Replica> of(String service) {
        return IntStream.rangeClosed(1, EACH)
                .mapToObj(number -> new Replica(service, number))
                .toList();
    }

    @Override
    public String toString() {
        return service + "-" + number;
    }
}
