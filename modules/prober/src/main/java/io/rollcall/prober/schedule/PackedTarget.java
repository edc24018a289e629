package io.rollcall.prober.schedule;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.Reason;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.contract.probe.Verdict;
import java.time.Instant;

/** How the values of the store {@code targets} are packed. */
final class PackedTarget implements Packed<Target> {
    private static final int NEVER = 0;
    private static final int PRESENT = 1;
    private static final int ABSENT = 2;
    private static final int INCONCLUSIVE = 3;

    @Override
    public boolean fits(Target target) {
        return target.subscribers().stream().allMatch(it -> PackedAsk.fits(it.ask()));
    }

    @Override
    public void write(PackWriter out, Target target) {
        out.list(target.subscribers(), it -> subscriber(out, it)).list(target.wants(), it -> want(out, it));
        LastProbe last = target.last();
        if (last == null) {
            out.octet(NEVER);
            return;
        }
        verdict(out, last.verdict());
        long startedAt = last.startedAt().toEpochMilli();
        out.size(last.consecutive())
                .text(last.trigger().name())
                .number(startedAt)
                .number(last.since().toEpochMilli() - startedAt)
                .number(last.probedAt().toEpochMilli() - startedAt);
    }

    @Override
    public Target read(PackReader in) {
        return new Target(in.list(() -> subscriber(in)), in.list(() -> want(in)), last(in));
    }

    private static void subscriber(PackWriter out, Subscriber subscriber) {
        ImageKey image = subscriber.image();
        out.text(image.kind()).text(image.namespace()).text(image.name());
        out.text(subscriber.uid()).text(subscriber.resourceVersion()).time(subscriber.boundAt());
        PackedAsk.write(out, subscriber.ask());
    }

    private static Subscriber subscriber(PackReader in) {
        ImageKey image = new ImageKey(in.text(), in.text(), in.text());
        String uid = in.text();
        String resourceVersion = in.text();
        Instant boundAt = in.time();
        return new Subscriber(image, uid, resourceVersion, PackedAsk.read(in), boundAt);
    }

    private static void want(PackWriter out, Want want) {
        out.text(want.why().name()).time(want.due()).time(want.from());
    }

    private static Want want(PackReader in) {
        return new Want(trigger(in.text()), in.time(), in.time());
    }

    private static void verdict(PackWriter out, Verdict verdict) {
        if (verdict instanceof Verdict.Present it) {
            out.octet(PRESENT).text(it.digest());
        } else if (verdict instanceof Verdict.Absent it) {
            out.octet(ABSENT).text(it.code());
        } else if (verdict instanceof Verdict.Inconclusive it) {
            Long alone = it.retryAfterMillis();
            out.octet(INCONCLUSIVE).text(it.reason().name()).octet(alone == null ? 0 : 1);
            if (alone != null) {
                out.number(alone);
            }
        }
    }

    private static LastProbe last(PackReader in) {
        int kind = in.octet();
        if (kind == NEVER) {
            return null;
        }
        Verdict verdict =
                switch (kind) {
                    case PRESENT -> new Verdict.Present(in.text());
                    case ABSENT -> new Verdict.Absent(in.text());
                    case INCONCLUSIVE ->
                        new Verdict.Inconclusive(reason(in.text()), in.octet() == 0 ? null : Long.valueOf(in.number()));
                    default -> throw new IllegalArgumentException("no verdict has the number " + kind);
                };
        int consecutive = Math.toIntExact(in.size());
        Trigger trigger = trigger(in.text());
        long startedAt = in.number();
        return new LastProbe(
                verdict,
                consecutive,
                Instant.ofEpochMilli(startedAt + in.number()),
                trigger,
                Instant.ofEpochMilli(startedAt),
                Instant.ofEpochMilli(startedAt + in.number()));
    }

    /** Of a later version it is unknown, as it would be in JSON. */
    private static Trigger trigger(String name) {
        for (Trigger trigger : Trigger.values()) {
            if (trigger.name().equals(name)) {
                return trigger;
            }
        }
        return Trigger.UNRECOGNISED;
    }

    private static Reason reason(String name) {
        for (Reason reason : Reason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        return Reason.UNRECOGNISED;
    }
}
