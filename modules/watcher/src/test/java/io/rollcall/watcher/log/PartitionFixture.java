package io.rollcall.watcher.log;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.policy.Backoff;
import io.rollcall.watcher.rule.ManualClock;
import io.rollcall.watcher.rule.OnLog;
import io.rollcall.watcher.rule.States;
import java.time.Duration;

/** A partition between a log and informers that a test plays. */
abstract class PartitionFixture {
    static final ImageKey KEY = States.KEY;
    private static final Patience PATIENCE = new Patience(
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            new Backoff(Duration.ofMinutes(30), Duration.ofDays(1)),
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)));

    final FakeObjects objects = new FakeObjects();
    final FakeEffects effects = new FakeEffects();
    final ManualClock clock = new ManualClock();

    OwnedPartition partition(long end) {
        return new OwnedPartition(0, end, "blue", objects, effects, PATIENCE, clock);
    }

    OwnedPartition owned() {
        OwnedPartition partition = partition(0);
        partition.reached(0);
        return partition;
    }

    void touchAndWork(OwnedPartition partition) {
        partition.touch(KEY);
        partition.work(100);
    }

    void sees(String uid, String version, String phase) {
        objects.seen.put(KEY, States.seen(uid, version, phase));
    }

    static OnLog says(String uid, String version, String phase) {
        return new OnLog.Says(States.seen(uid, version, phase).said());
    }
}
