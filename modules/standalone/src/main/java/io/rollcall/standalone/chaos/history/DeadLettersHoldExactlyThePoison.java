package io.rollcall.standalone.chaos.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Not allowed: poison on a topic that somebody reads, and fewer copies of it set aside than there are readers; more copies
 * than readers, but for {@code images}, which a watcher may set aside again after a kill; anything among the dead letters
 * that is no poison, or is not as it was; a record of ours that cannot be read.
 */
final class DeadLettersHoldExactlyThePoison implements Guarantee {

    /** How many services read each topic, by the end of its name. The others are written by us, and read by others. */
    private static final Map<String, Integer> READERS = Map.of(".images", 2, ".probe-requests", 1, ".probe-results", 1);

    private static final String RETOLD = ".images";

    @Override
    public List<String> violations(History history) {
        List<String> violations = new ArrayList<>();
        Map<Letter, Long> copies = history.bus().setAside().stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Set<Letter> poison = new HashSet<>(history.bus().poison());
        for (Letter one : poison) {
            readers(one).ifPresent(readers -> {
                long count = copies.getOrDefault(one, 0L);
                if (count < readers || (count > readers && !one.topic().endsWith(RETOLD))) {
                    violations.add("the poison at %s was set aside %d times, and has %d readers"
                            .formatted(one, count, readers));
                }
            });
        }
        copies.keySet().stream()
                .filter(it -> !poison.contains(it))
                .forEach(it -> violations.add("%s was set aside and is no poison: %s".formatted(it, it.value())));
        history.bus().unreadable().stream()
                .filter(it -> !poison.contains(it))
                .forEach(it -> violations.add("%s cannot be read: %s".formatted(it, it.value())));
        return violations;
    }

    private static Optional<Integer> readers(Letter poison) {
        return READERS.entrySet().stream()
                .filter(it -> poison.topic().endsWith(it.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
