package io.rollcall.prober.schedule;

/**
 * The names of nodes, stores and internal topics. They are part of what is stored: a rename makes an upgrade begin anew, and
 * a test pins them.
 */
final class Names {
    static final String IMAGES = "images";
    static final String BIND = "bind";
    static final String BINDINGS = "bindings";
    static final String COMMANDS = "target-commands";
    /** The node that repartitioning puts in front of its topic. */
    static final String COMMANDS_ENTRY = COMMANDS + "-repartition-filter";

    static final String REQUESTS = "requests";
    static final String BOTH = "commands-and-requests";
    static final String SCHEDULE = "schedule";
    static final String TARGETS = "targets";
    static final String RESULTS = "results";
    static final String BIND_DEAD_LETTERS = "bind-dead-letters";
    static final String SCHEDULE_DEAD_LETTERS = "schedule-dead-letters";

    static final String REPORTS = "registry-reports";
    /** The node that repartitioning puts in front of its topic. */
    static final String REPORTS_ENTRY = REPORTS + "-repartition-filter";

    static final String REGISTRIES = "registries";
    static final String REGISTRY_VIEWS = "registry-views";
    static final String REGISTRY_STATES = "registry-states";
    static final String ALERTS = "alerts";
    static final String REGISTRIES_DEAD_LETTERS = "registries-dead-letters";

    private Names() {}
}
