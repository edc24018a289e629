package io.rollcall.standalone.chaos.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Not allowed: an image whose last phase is another; one that was never seen. */
record EveryImageHasThePhase(String phase, int images) implements Guarantee {

    @Override
    public List<String> violations(History history) {
        List<String> violations = new ArrayList<>();
        Collection<List<Sight>> all = history.byImage();
        if (all.size() != images) {
            violations.add("%d images were seen, not %d".formatted(all.size(), images));
        }
        all.stream()
                .map(one -> one.get(one.size() - 1))
                .filter(last -> !last.phase().equals(phase))
                .forEach(last -> violations.add("%s is %s, not %s".formatted(last.name(), last.phase(), phase)));
        return violations;
    }
}
