package io.rollcall.runtime.config;

/** The type of a schedule. */
final class Schedules {

    private Schedules() {}

    static Kind<String> kind() {
        return Kinds.text("schedule", "|@\\S.*|\\S+(\\s+\\S+){4}", "give five cron fields, @every 30s, or nothing");
    }
}
