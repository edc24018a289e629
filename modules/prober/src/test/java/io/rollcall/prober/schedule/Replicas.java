package io.rollcall.prober.schedule;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.contract.probe.ProbeResult;
import io.rollcall.prober.schedule.Breaker.Opening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Up to three processes that share three partitions, while they come, go and are killed. At least one is always there. */
final class Replicas implements AutoCloseable {
    private final TestClock clock;
    private final FakeRegistry registry;
    private final WhatIsTold told;
    private final OneAlertAnOutage alerts = new OneAlertAnOutage();
    private final Map<Integer, Replica> live = new TreeMap<>();
    private final List<Shard> shards =
            IntStream.range(0, Replica.PARTITIONS).mapToObj(it -> new Shard()).toList();
    private ProbePolicy policy;
    private int epochs;

    Replicas(TestClock clock, FakeRegistry registry, WhatIsTold told, ProbePolicy policy) {
        this.clock = clock;
        this.registry = registry;
        this.told = told;
        this.policy = policy;
        start(0);
        shards.forEach(it -> isOwned(it, live.get(0)));
    }

    List<Shard> shards() {
        return shards;
    }

    /** @return whose all about this image is */
    Shard of(int image) {
        return shards.get(image % Replica.PARTITIONS);
    }

    void after(Duration tick) {
        for (Shard shard : shards) {
            List<ProbeResult> results = shard.after(tick);
            long opening = shard.replica().gate().opening().map(Opening::number).orElse(0L);
            results.forEach(result -> told.onResult(result, shard.epoch(), opening));
        }
    }

    void adopt(ProbePolicy other) {
        policy = other;
        live.values().forEach(it -> it.adopt(other));
    }

    void commit(int partition) {
        commit(shards.get(partition));
    }

    void handOver(int partition) {
        Shard shard = shards.get(partition);
        handOver(shard, shard.replica());
    }

    void join(int replica) {
        if (!live.containsKey(replica)) {
            start(replica);
            balance(this::handOver);
        }
    }

    void leave(int replica) {
        if (live.size() > 1 && live.remove(replica) != null) {
            balance(this::handOver);
        }
    }

    /** Where it was alone, it is started anew. */
    void kill(int replica) {
        Replica dead = live.remove(replica);
        if (dead == null) {
            return;
        }
        dead.dies();
        shards.stream().filter(it -> it.replica() == dead).forEach(Shard::loses);
        if (live.isEmpty()) {
            start(replica);
        }
        balance((shard, next) -> {
            if (shard.replica() == dead) {
                isOwned(shard, next);
            } else {
                handOver(shard, next);
            }
        });
    }

    private void start(int replica) {
        live.put(replica, new Replica("prober-" + replica, clock, registry, policy));
    }

    private interface Move {
        void to(Shard shard, Replica next);
    }

    private void balance(Move move) {
        List<Replica> there = new ArrayList<>(live.values());
        for (int i = 0; i < shards.size(); i++) {
            Replica next = there.get(i % there.size());
            if (shards.get(i).replica() != next) {
                move.to(shards.get(i), next);
            }
        }
    }

    private void handOver(Shard shard, Replica next) {
        commit(shard);
        shard.loses();
        isOwned(shard, next);
    }

    private void isOwned(Shard shard, Replica next) {
        shard.isOwnedBy(next, "owner" + ++epochs);
    }

    private void commit(Shard shard) {
        for (Alert alert : shard.commits()) {
            alerts.onAlert(shards.indexOf(shard), alert);
        }
    }

    /** All is made to last, and seen. */
    void doAssert() {
        shards.forEach(this::commit);
        alerts.doAssert();
    }

    @Override
    public void close() {
        shards.forEach(Shard::loses);
    }
}
