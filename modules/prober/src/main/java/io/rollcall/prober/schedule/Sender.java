package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.prober.schedule.Agenda.Slot;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Sends what one task has due, as far as the gates allow. Not thread-safe. */
final class Sender {
    /** No line yet: those before went at once. */
    private static final int ROOM = Integer.MAX_VALUE;

    private final Parts parts;
    private final Targets targets;
    private final Probes probes;
    private final Turns turns;

    Sender(Parts parts, Targets targets, Probes probes, Turns turns) {
        this.parts = requireNonNull(parts, "parts is null");
        this.targets = requireNonNull(targets, "targets is null");
        this.probes = requireNonNull(probes, "probes is null");
        this.turns = requireNonNull(turns, "turns is null");
    }

    /**
     * As many as there is room for; and then, so that no room is wasted until the next tick, some that are sent when there is.
     *
     * @param mayGoOn whether one more may be sent after so many
     */
    void send(RegistryShare share, Instant now, IntPredicate mayGoOn) {
        int line = ROOM;
        for (int i = 0; mayGoOn.test(i) && share.hasBudget(now); i++) {
            Optional<Slot> next = share.next(targets.agenda(), now);
            if (next.isEmpty()) {
                return;
            }
            Optional<Permit> permit =
                    line == ROOM ? share.tryEnter(now, parts.tasks().count()) : Optional.empty();
            if (permit.isEmpty()) {
                line = (line == ROOM ? share.roomInLine(now) : line) - 1;
                if (line < 0) {
                    return;
                }
            }
            send(share, next.get(), permit, now);
        }
    }

    /** @param permit empty where it is lined up */
    private void send(RegistryShare share, Slot slot, Optional<Permit> permit, Instant now) {
        share.sent();
        targets.agenda().remove(slot.target());
        TargetKey key = TargetKey.parse(slot.target());
        permit.ifPresentOrElse(
                it -> probes.send(key, slot.due(), share.gate(), it),
                () -> probes.lineUp(key, slot.due(), share.gate(), share.lined()));
        if (slot.due().trigger() == Trigger.SWEEP) {
            turns.missed(slot.target(), slot.due().at(), now).ifPresent(it -> late(share.gate(), it, now));
        }
    }

    /** What must not be sent has its verdict at once. */
    void refuse(Instant now, IntPredicate mayGoOn) {
        Optional<Slot> slot = targets.agenda().next(Registries.OTHER, now);
        for (int i = 0; slot.isPresent() && mayGoOn.test(i); i++) {
            TargetKey key = TargetKey.parse(slot.get().target());
            targets.agenda().remove(key.text());
            Reason reason = key.image().isEmpty() ? Reason.BAD_REFERENCE : Reason.NOT_ALLOWED;
            String version = parts.registries().policyOf(key).version();
            probes.refuse(key, slot.get().due(), reason, version);
            slot = targets.agenda().next(Registries.OTHER, now);
        }
    }

    private void late(RegistryGate gate, Turns.Missed missed, Instant now) {
        parts.meters().turnsMissed(gate.host(), missed.turns());
        double ours =
                (double) parts.tasks().count() / parts.scheduling().topics().partitions();
        gate.lateSweeps().late(missed.period(), parts.tasks().targets(gate.host()), gate.policy(), ours, now);
    }
}
