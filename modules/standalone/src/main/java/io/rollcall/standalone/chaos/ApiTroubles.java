package io.rollcall.standalone.chaos;

import io.rollcall.sandbox.HttpPassage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the way to the API server does to requests while it is troubled. Several troubles may be on at once. */
final class ApiTroubles implements HttpPassage {

    /** Of requests, before they take effect; and as many again of the others' answers. */
    private static final double SHARE = 0.3;

    /** A silent request holds its client for long, and everything that waits behind it. */
    private static final double SILENT_SHARE = 0.05;

    private static final int LONGEST_SILENCE_MS = 12_000;

    private final Random random;
    private final List<Trouble> troubles = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();

    ApiTroubles(Random random) {
        this.random = random;
    }

    void begin(Trouble trouble) {
        troubles.add(trouble);
    }

    void end(Trouble trouble) {
        troubles.remove(trouble);
    }

    /** Nothing passes from now on, until it is opened as often as it was closed. */
    void shut() {
        closed.incrementAndGet();
    }

    void open() {
        closed.decrementAndGet();
    }

    @Override
    public Way before(Request request) throws InterruptedException {
        if (closed.get() > 0) {
            return new Drop();
        }
        for (Trouble trouble : troubles) {
            if (trouble == Trouble.CONFLICT && request.method().equals("PATCH") && drawn(SHARE)) {
                return answer(409, "Conflict", "the object has been modified", Map.of());
            }
            if (trouble == Trouble.THROTTLED && drawn(SHARE)) {
                return answer(429, "TooManyRequests", "too many requests", Map.of("Retry-After", "1"));
            }
            if (trouble == Trouble.BROKEN && drawn(SHARE)) {
                return answer(500, "InternalError", "an error on the server", Map.of());
            }
            if (trouble == Trouble.SILENT && drawn(SILENT_SHARE)) {
                return silence();
            }
        }
        return request.on();
    }

    @Override
    public Way after(Request request) throws InterruptedException {
        if (closed.get() > 0) {
            return new Drop();
        }
        for (Trouble trouble : troubles) {
            if (trouble == Trouble.BROKEN && drawn(SHARE)) {
                return answer(500, "InternalError", "an error on the server, after all was done", Map.of());
            }
            if (trouble == Trouble.SILENT && drawn(SILENT_SHARE)) {
                return silence();
            }
        }
        return request.on();
    }

    private boolean drawn(double share) {
        return random.nextDouble() < share;
    }

    private Way silence() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_SILENCE_MS));
        return new Drop();
    }

    private static Way answer(int code, String reason, String message, Map<String, String> headers) {
        String body = """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"%s","reason":"%s","code":%d}""".formatted(message, reason, code);
        return new Answer(code, withType(headers), body);
    }

    private static Map<String, String> withType(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return all;
    }
}
