package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.registry.MassLoss;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a registry counts as out of reach. An incident begins when at least half of the instances have left it alone; an
 * alert tells of it once it has lasted for as long as the registry may be away. It ends when fewer than half have left it
 * alone for a tenth of that time, so that a breaker that opens and closes makes one incident, and when the registry is known
 * to have answered: a prober that was just started knows nothing yet, so it ends nothing, and nothing is told meanwhile.
 */
final class IncidentRules {
    private static final int TENTH = 10;

    private IncidentRules() {}

    /**
     * What follows.
     *
     * @param told REGISTRY_UNAVAILABLE or REGISTRY_RECOVERED, of {@code about}; mostly empty
     */
    record Decision(RegistryView view, Optional<AlertType> told, Incident about) {
        Decision {
            requireNonNull(view, "view is null");
            requireNonNull(told, "told is null");
        }

        private static Decision quietly(RegistryView view) {
            return new Decision(view, Optional.empty(), null);
        }
    }

    /**
     * Decides on what was heard.
     *
     * @param patience how long the registry may be out of reach before an alert says so
     * @param massLoss when its images are too many that are absent
     */
    static Decision decide(RegistryView before, Votes votes, Duration patience, MassLoss massLoss, Instant now) {
        RegistryView view = before.withMassLoss(massLossSince(before, massLoss, now));
        Optional<Instant> outSince = votes.halfOpenSince().filter(it -> view.bound() > 0);
        if (view.incident() == null) {
            return outSince.map(since -> goOn(view.begin(Incident.begun(Instants.earlier(since, now))), patience, now))
                    .orElseGet(() -> Decision.quietly(view));
        }
        if (outSince.isPresent()) {
            return goOn(view.in(view.incident().notCalm()), patience, now);
        }
        boolean answers = votes.answeredAfter(view.incident().since()) || view.bound() == 0;
        return votes.count() > 0 && answers ? calmDown(view, patience, now) : Decision.quietly(view);
    }

    private static Decision goOn(RegistryView view, Duration patience, Instant now) {
        Incident incident = view.incident();
        if (incident.told() || now.isBefore(incident.since().plus(patience))) {
            return Decision.quietly(view);
        }
        Incident told = incident.alerted();
        return new Decision(view.in(told), Optional.of(AlertType.REGISTRY_UNAVAILABLE), told);
    }

    private static Decision calmDown(RegistryView view, Duration patience, Instant now) {
        Incident calm = view.incident().calm(now);
        if (now.isBefore(calm.calmSince().plus(patience.dividedBy(TENTH)))) {
            return Decision.quietly(view.in(calm));
        }
        return new Decision(
                view.ended(), Optional.of(AlertType.REGISTRY_RECOVERED).filter(it -> calm.told()), calm);
    }

    private static Instant massLossSince(RegistryView view, MassLoss massLoss, Instant now) {
        if (view.massLossSince() == null) {
            return massLoss.begins(view.bound(), view.absent()) ? now : null;
        }
        return massLoss.ends(view.bound(), view.absent()) ? null : view.massLossSince();
    }
}
