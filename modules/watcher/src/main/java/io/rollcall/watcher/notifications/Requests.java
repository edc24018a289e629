package io.rollcall.watcher.notifications;

import io.rollcall.contract.probe.ProbeRequest;
import java.util.List;
import java.util.Optional;

/** Where requests for probes go. Safe for use by several threads. */
interface Requests {

    /**
     * Puts all of them there, and waits: not for ever.
     *
     * @return empty once every in-sync replica has every one; else a clause that says why some may be missing
     */
    Optional<String> put(List<ProbeRequest> requests) throws InterruptedException;
}
