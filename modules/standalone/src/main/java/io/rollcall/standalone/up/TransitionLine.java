package io.rollcall.standalone.up;

import io.rollcall.contract.transition.Outcome;
import io.rollcall.contract.transition.Transition;
import io.rollcall.standalone.bus.Images;
import io.rollcall.standalone.terminal.Colour;
import java.util.Locale;
import java.util.Map;

/**
 * A transition in words.
 *
 * @param colour by what it means
 * @param what one or two words: {@code lost}, {@code would lose}, {@code stale}
 * @param text of which image, from which phase to which, and why
 */
record TransitionLine(Colour colour, String what, String text) {

    private static final Map<String, Change> CHANGES = Map.of(
            "imageLost", new Change("lost", "would lose", "ImageLost", Colour.BAD),
            "imageRecovered", new Change("recovered", "would recover", "Ready", Colour.GOOD));

    private record Change(String done, String wouldDo, String phase, Colour colour) {}

    static TransitionLine of(Transition transition) {
        Change change = CHANGES.getOrDefault(
                transition.change(), new Change(transition.change(), "would " + transition.change(), "", Colour.WARN));
        String image = Images.shortly(transition.key());
        String why = transition.why() == null || transition.why().isEmpty() ? "" : "  (" + transition.why() + ")";
        boolean happened = transition.outcome() == Outcome.WRITTEN;
        if (happened || transition.outcome() == Outcome.OBSERVED) {
            return new TransitionLine(
                    change.colour(),
                    happened ? change.done() : change.wouldDo(),
                    image + phases(transition, change) + why);
        }
        return new TransitionLine(Colour.WARN, transition.outcome().name().toLowerCase(Locale.ROOT), image + why);
    }

    private static String phases(Transition transition, Change change) {
        String from = transition.state() == null
                ? ""
                : transition.state().path("phase").asText("");
        return from.isEmpty() || change.phase().isEmpty() ? "" : "  " + from + " → " + change.phase();
    }
}
