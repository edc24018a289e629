package io.rollcall.standalone.demo;

import io.rollcall.standalone.demo.History.At;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks back over a run: nothing may be missing, and nothing may be there that nobody asked for. Pure.
 *
 * @param rounds how often each image was lost and recovered
 * @param before the resources as they were at first, by uid
 * @param now the same, read at the end
 * @param events read at the end
 */
record FinalCount(
        Map<DemoImage, Integer> rounds, Map<String, ImageView> before, Map<String, ImageView> now, List<Noted> events) {

    /** What is wrong, a clause each; empty if all is well. */
    List<String> complaints(Function<DemoImage, History> histories) {
        return rounds.entrySet().stream()
                .flatMap(entry -> of(entry.getKey(), entry.getValue(), histories.apply(entry.getKey())).stream()
                        .map(what -> entry.getKey().shown() + " " + what))
                .toList();
    }

    private List<String> of(DemoImage image, int times, History history) {
        List<String> wrong = new ArrayList<>();
        resource(image).ifPresent(wrong::add);
        List<String> phases = history.phases().stream().map(At::what).toList();
        List<String> expected = Stream.concat(
                        Stream.of(Turn.RECOVERED.phase()),
                        Stream.generate(() -> List.of(Turn.LOST.phase(), Turn.RECOVERED.phase()))
                                .limit(times)
                                .flatMap(List::stream))
                .toList();
        if (!phases.equals(expected)) {
            wrong.add("went through the phases %s instead of %s".formatted(phases, expected));
        }
        for (Turn turn : Turn.values()) {
            List<String> told = ids(events.stream().filter(note -> note.uid().equals(image.uid())), turn);
            List<String> alerted = ids(history.alerts().stream().map(At::what), turn);
            if (told.size() != times) {
                wrong.add("has %d Events %s instead of %d".formatted(told.size(), turn.reason(image.kind()), times));
            }
            if (alerted.size() != times) {
                wrong.add("has %d alerts %s instead of %d".formatted(alerted.size(), turn.alert(), times));
            }
            if (!new TreeSet<>(told).equals(new TreeSet<>(alerted))) {
                wrong.add("has Events %s and alerts %s that tell of different transitions".formatted(told, alerted));
            }
        }
        return wrong;
    }

    private Optional<String> resource(DemoImage image) {
        ImageView view = now.get(image.uid());
        if (view == null) {
            return Optional.of("is gone");
        }
        if (!view.saysReady()) {
            return Optional.of("has phase %s and Ready condition %s".formatted(view.phase(), view.ready()));
        }
        return before.get(image.uid()).rest().equals(view.rest())
                ? Optional.empty()
                : Optional.of("has another status beside phase and Ready: %s was %s"
                        .formatted(view.rest(), before.get(image.uid()).rest()));
    }

    private static List<String> ids(Stream<Noted> notes, Turn turn) {
        return notes.filter(note -> note.turn() == turn).map(Noted::transition).toList();
    }
}
