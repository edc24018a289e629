package io.rollcall.standalone.services;

import static java.util.Objects.requireNonNull;

import io.rollcall.prober.ProberService;
import io.rollcall.runtime.service.ServiceFactory;
import io.rollcall.statuswriter.StatusWriterService;
import io.rollcall.watcher.WatcherService;
import java.util.List;

/** The three services, by name. */
public final class Services {

    /** Publishes image state. */
    public static final Entry WATCHER = new Entry("watcher", "publishes image state", WatcherService::new);

    /** Asks the registries. */
    public static final Entry PROBER = new Entry("prober", "asks the registries", ProberService::new);

    /** Writes phases. */
    public static final Entry STATUS_WRITER =
            new Entry(StatusWriterService.NAME, "writes phases, conditions and Events", StatusWriterService::create);

    /**
     * One of them.
     *
     * @param name as in commands, metrics and conditions
     * @param verb what it does
     * @param factory makes it
     */
    public record Entry(String name, String verb, ServiceFactory factory) {
        /** Refuses nulls. */
        public Entry {
            requireNonNull(name, "name is null");
            requireNonNull(verb, "verb is null");
            requireNonNull(factory, "factory is null");
        }
    }

    private Services() {}

    /** All of them, in the order in which an image passes them. */
    public static List<Entry> all() {
        return List.of(WATCHER, PROBER, STATUS_WRITER);
    }
}
