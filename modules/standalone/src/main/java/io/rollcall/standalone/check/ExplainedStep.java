package io.rollcall.standalone.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.prober.registry.Trace.Step;

/**
 * Something that happened in a probe, for a person or a program.
 *
 * @param request the number of the request that it belongs to, from 1 on; 0 before the first
 */
public record ExplainedStep(int request, Step step) {

    private static final String INDENT = "       ";

    /** Refuses null. */
    public ExplainedStep {
        requireNonNull(step, "step is null");
    }

    /** One line for a person. */
    String line() {
        if (step instanceof Step.Asked asked) {
            String who = asked.authorization().isEmpty() ? "as nobody" : "as " + asked.authorization();
            return "%4d.  %s %s  (%s, %s)".formatted(request, asked.method(), asked.url(), asked.way(), who);
        } else if (step instanceof Step.Answered answered) {
            String headers = answered.headers().isEmpty() ? "" : "  " + String.join("; ", answered.headers());
            String body = answered.body().isEmpty() ? "" : "  " + answered.body();
            return INDENT + answered.status() + headers + body;
        } else if (step instanceof Step.Unanswered unanswered) {
            return INDENT + unanswered.why();
        }
        return INDENT + "→ " + ((Step.Concluded) step).words();
    }

    /** One JSON object. */
    ObjectNode json() {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("request", request);
        if (step instanceof Step.Asked asked) {
            return object.put("asked", asked.method() + " " + asked.url())
                    .put("way", asked.way())
                    .put("authorization", asked.authorization());
        } else if (step instanceof Step.Answered answered) {
            object.put("answered", answered.status());
            answered.headers().forEach(object.putArray("headers")::add);
            return object.put("body", answered.body());
        } else if (step instanceof Step.Unanswered unanswered) {
            return object.put("unanswered", unanswered.why());
        }
        return object.put("concluded", ((Step.Concluded) step).words());
    }
}
