package io.rollcall.replay.explain;

import io.rollcall.contract.image.ImageReference;
import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import io.rollcall.contract.probe.Occasion;
import io.rollcall.contract.probe.ProbeRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Deletions that registries reported, the last of each repository. */
final class Deletions {
    private static final int REPOSITORIES = 20_000;
    private static final int EACH = 8;
    /** How long before an absence a deletion explains it, where it is not known when the image was last there. */
    private static final long BEFORE = Duration.ofMinutes(10).toMillis();
    /** Two clocks may differ by so much. */
    private static final long SKEW = Duration.ofSeconds(5).toMillis();

    private final Map<String, Deque<ProbeRequest>> byRepository = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<ProbeRequest>> eldest) {
            return size() > REPOSITORIES;
        }
    };

    void take(ProbeRequest request) {
        if (request.occasion() != null && request.occasion().action().equals("delete")) {
            Deque<ProbeRequest> all = byRepository.computeIfAbsent(request.repository(), any -> new ArrayDeque<>(1));
            all.add(request);
            if (all.size() > EACH) {
                all.remove();
            }
        }
    }

    /**
     * @param presentAt when the image was last found there; 0 where that is not known
     * @param absentAt when it was found gone
     */
    Optional<Occasion> explains(String target, long presentAt, long absentAt) {
        if (!(ReferenceParser.parse(target) instanceof Parsed.Valid valid)) {
            return Optional.empty();
        }
        ImageReference reference = valid.reference();
        long since = Math.max(presentAt, absentAt - BEFORE) - SKEW;
        return byRepository.getOrDefault(reference.repositoryKey(), new ArrayDeque<>()).stream()
                .filter(it -> it.target() == null || it.target().equals(reference.canonical()))
                .filter(it -> it.requestedAt().toEpochMilli() >= since
                        && it.requestedAt().toEpochMilli() <= absentAt + SKEW)
                .map(ProbeRequest::occasion)
                .reduce((earlier, later) -> later);
    }
}
