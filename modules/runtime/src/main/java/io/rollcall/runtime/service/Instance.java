package io.rollcall.runtime.service;

import java.util.Map;

/** The name of a process among its replicas. */
public final class Instance {

    private Instance() {}

    /**
     * The pod's name, which Kubernetes puts in {@code HOSTNAME}, cut to what a Kafka client id and a
     * metric may hold; else {@code local-<pid>}.
     */
    public static String name(Map<String, String> environment) {
        String host = environment.getOrDefault("HOSTNAME", "").replaceAll("[^A-Za-z0-9._-]", "");
        return host.isEmpty() ? "local-" + ProcessHandle.current().pid() : host;
    }
}
