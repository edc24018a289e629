package io.rollcall.runtime.config;

import io.rollcall.contract.policy.CronSchedule;
import java.util.Optional;

/** The type of a schedule: empty, or what the contract reads as one. */
final class Schedules {

    private Schedules() {}

    static Kind<String> kind() {
        return new Kind<>("schedule", false, true, (text, directory) -> text.strip(), Schedules::complaint);
    }

    private static Optional<String> complaint(String schedule) {
        if (schedule.isEmpty()) {
            return Optional.empty();
        }
        try {
            CronSchedule.parse(schedule);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
