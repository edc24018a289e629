package io.rollcall.watcher.rule;

import io.rollcall.watcher.rule.OnLog.Says;
import java.util.Optional;

/**
 * The one rule under which the log is kept. Where the last record of a key differs from the informer's object and is older,
 * publish; where it is newer, wait; where they speak of different objects, or the informer has none, a GET decides, and only
 * its 404 makes a tombstone. What a label selector may exclude is for those to publish whose informer has it.
 *
 * <p>A stale write by a paused former owner is the last record of its key, and older: it is corrected like any other. A list
 * that failed or came in part makes objects absent from the informer, and absence alone only asks.
 */
public final class Rule {
    private Rule() {}

    /**
     * Lays the log and the informer side by side.
     *
     * @param log the last record of the key
     * @param object what the informer has under that key; the informer's first list is complete
     * @param cluster the cluster that the informer watches
     */
    public static Judgement judge(OnLog log, Optional<Said> object, String cluster) {
        if (log instanceof Says last) {
            return object.map(seen -> judge(last.said(), seen, cluster))
                    .orElse(last.said().cluster().equals(cluster) ? Judgement.ASK : Judgement.FOREIGN);
        }
        if (object.isPresent()) {
            return Judgement.PUBLISH;
        }
        return log instanceof OnLog.Unreadable ? Judgement.ASK : Judgement.AGREED;
    }

    private static Judgement judge(Said log, Said object, String cluster) {
        if (!log.isOfSameObjectAs(object)) {
            return log.cluster().equals(cluster) ? Judgement.ASK : Judgement.FOREIGN;
        }
        if (log.saysTheSameAs(object)) {
            return Judgement.AGREED;
        }
        return switch (ResourceVersions.compare(log.resourceVersion(), object.resourceVersion())) {
            case OLDER -> Judgement.PUBLISH;
            // an earlier release projected it otherwise, or another one does so right now: said twice, it could go on
            // for ever
            case SAME -> Judgement.CORRECT;
            case NEWER -> Judgement.WAIT;
            case UNKNOWN -> Judgement.ASK;
        };
    }

    /**
     * Settles what a judgement asked for. Every record that is true when it is read speaks of a version that a GET sent after
     * the reading cannot fall behind: where the two differ, it is the record that is wrong.
     *
     * @param log the last record of the key, read before the GET was sent, and still the last
     * @param object what the informer had before the GET was sent, and still has
     * @param selective whether the informer lacks objects on purpose: a GET finds those all the same
     */
    public static Settlement settle(OnLog log, Optional<Said> object, boolean selective, Answer answer) {
        if (answer instanceof Answer.Found found) {
            return log instanceof Says last
                    ? settle(last.said(), found.object().said(), selective && object.isEmpty())
                    : Settlement.PUBLISH;
        }
        if (answer instanceof Answer.NotFound) {
            return log instanceof OnLog.Nothing ? Settlement.LEAVE : Settlement.TOMBSTONE;
        }
        return Settlement.ASK_AGAIN;
    }

    private static Settlement settle(Said log, Said found, boolean othersPerhaps) {
        if (othersPerhaps || log.saysTheSameAs(found)) {
            return Settlement.LEAVE;
        }
        return log.isOfSameVersionAs(found) ? Settlement.CORRECT : Settlement.PUBLISH;
    }
}
