package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.rollcall.prober.schedule.ProbeTopology;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Makes the application begin anew, once all its replicas have left: what is left of its state goes first and what it has
 * read last, so that whoever is stopped in between finds again that the state is lost. Replicas may do it at the same time.
 * Of one loss.
 */
final class Rebuild {
    private final OwnTopics topics;
    private Optional<Map<String, Uuid>> first = Optional.empty();

    /** What came of one attempt. */
    sealed interface Outcome {
        /** The next stream begins at the beginning of everything. */
        record Done() implements Outcome {}

        /** Another replica has done it, and is at work. */
        record DoneByAnother() implements Outcome {}

        /** What is left is being deleted: a stream that began now might still find it. */
        record Clearing() implements Outcome {}

        /** Others are still there: they come to the same point. */
        record Occupied(String sentence) implements Outcome {}

        /** Somebody must do something. */
        record Refused(String sentence) implements Outcome {}
    }

    Rebuild(OwnTopics topics) {
        this.topics = requireNonNull(topics, "topics is null");
    }

    Outcome attempt() {
        try {
            Map<String, Uuid> left = Map.copyOf(OwnTopics.await(topics.ids()));
            first = first.or(() -> Optional.of(left));
            if (topics.groupHasMembers()) {
                return areMadeAnew(left)
                        ? new Outcome.DoneByAnother()
                        : new Outcome.Occupied(
                                "The prober's own topics were lost, and are made anew once its other replicas"
                                        + " have noticed; wait, or restart them.");
            }
            if (!left.isEmpty()) {
                topics.delete(left.values());
                return new Outcome.Clearing();
            }
            topics.deleteGroup();
            return new Outcome.Done();
        } catch (AuthorizationException e) {
            return new Outcome.Refused(refused(e));
        } catch (KafkaException e) {
            return new Outcome.Refused("The prober's own topics were lost, and cannot be made anew yet (" + inWords(e)
                    + "); check the brokers, it is tried again.");
        }
    }

    private boolean areMadeAnew(Map<String, Uuid> now) {
        return now.keySet().containsAll(ProbeTopology.stateTopics(topics.applicationId()))
                && Collections.disjoint(now.values(), first.orElseThrow().values());
    }

    private String refused(AuthorizationException e) {
        String id = topics.applicationId();
        return "The prober's own topics were lost, and it may not clear away what is left (" + inWords(e)
                + "); let it delete group and topics by the prefix " + id
                + ", or stop all its replicas and set prober.applicationId to a new name.";
    }

    private static String inWords(KafkaException e) {
        return Optional.ofNullable(e.getMessage())
                .map(it -> it.replaceFirst("\\.$", ""))
                .orElse(e.getClass().getSimpleName());
    }
}
