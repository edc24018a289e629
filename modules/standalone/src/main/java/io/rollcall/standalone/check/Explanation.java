package io.rollcall.standalone.check;

import io.rollcall.prober.registry.Trace;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a probe tells of itself, with the requests numbered. */
final class Explanation implements Trace {
    private final List<ExplainedStep> steps = new ArrayList<>();
    private int requests;

    @Override
    public synchronized void tell(Step step) {
        requests += step instanceof Step.Asked ? 1 : 0;
        steps.add(new ExplainedStep(requests, step));
    }

    synchronized List<ExplainedStep> steps() {
        return List.copyOf(steps);
    }
}
