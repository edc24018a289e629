package io.rollcall.prober.schedule;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.probe.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One partition: who owns it now, what was committed of it, and what was read since. Whoever owns it next begins with what was
 * committed, and reads the rest again.
 */
final class Shard {
    private static final String COMMANDS = ProbeTopology.commandsTopic(Owner.APPLICATION);

    private final Committed committed = new Committed();
    private final Set<String> read = new HashSet<>();
    private final List<Consumer<Owner>> sinceCommit = new ArrayList<>();
    private Replica replica;
    private Owner owner;
    private String epoch = "nobody";

    Replica replica() {
        return replica;
    }

    /** @return the name of the owner */
    String epoch() {
        return epoch;
    }

    void isOwnedBy(Replica next, String name) {
        replica = next;
        epoch = name;
        owner = next.owns(committed, name);
        sinceCommit.forEach(record -> record.accept(owner));
    }

    void reads(String topic, Consumer<Owner> record) {
        read.add(topic);
        sinceCommit.add(record);
        record.accept(owner);
    }

    /** @return what it answered in that time */
    List<ProbeResult> after(Duration tick) {
        owner.after(tick);
        return owner.results();
    }

    /** @return the alerts that are seen from now on */
    List<Alert> commits() {
        if (!owner.written(COMMANDS).isEmpty()) {
            read.add(COMMANDS);
        }
        committed.add(owner, read);
        sinceCommit.clear();
        return owner.alerts();
    }

    /** What was not committed is gone with it. */
    void loses() {
        owner.close();
    }
}
