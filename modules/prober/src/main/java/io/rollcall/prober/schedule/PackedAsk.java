package io.rollcall.prober.schedule;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.Cadence;
import io.rollcall.contract.image.Depth;
import io.rollcall.contract.image.Lane;
import io.rollcall.contract.image.Purpose;

/** How asks are packed, in all stored values. Numbers of kinds are stored: they are never changed. */
final class PackedAsk {
    private static final int SWEEP = 0;
    private static final int PROGRESSIVE = 1;
    private static final int CRON = 2;
    private static final int ON_REQUEST = 3;

    private PackedAsk() {}

    /** @return whether it has a packed form; a cadence of a later version has none */
    static boolean fits(Ask ask) {
        return !(ask.cadence() instanceof Cadence.Unrecognised);
    }

    static void write(PackWriter out, Ask ask) {
        out.text(ask.id()).text(ask.target()).text(ask.purpose().name());
        cadence(out, ask.cadence());
        out.octet(number(ask.lane()))
                .octet(ask.depth() == Depth.BLOBS ? 1 : 0)
                .text(ask.credentialsRef())
                .text(ask.policyRef())
                .time(ask.notBefore())
                .json(ask.context());
    }

    static Ask read(PackReader in) {
        return new Ask(
                in.text(),
                in.text(),
                new Purpose(in.text()),
                cadence(in),
                lane(in.octet()),
                in.octet() == 1 ? Depth.BLOBS : Depth.MANIFEST,
                in.text(),
                in.text(),
                in.time(),
                in.json());
    }

    private static void cadence(PackWriter out, Cadence cadence) {
        if (cadence instanceof Cadence.Progressive it) {
            out.octet(PROGRESSIVE).time(it.since()).duration(it.min()).duration(it.max());
        } else if (cadence instanceof Cadence.Cron it) {
            out.octet(CRON).text(it.expression());
        } else {
            out.octet(cadence instanceof Cadence.OnRequest ? ON_REQUEST : SWEEP);
        }
    }

    private static Cadence cadence(PackReader in) {
        int kind = in.octet();
        return switch (kind) {
            case SWEEP -> new Cadence.Sweep();
            case PROGRESSIVE -> new Cadence.Progressive(in.time(), in.duration(), in.duration());
            case CRON -> new Cadence.Cron(in.text());
            case ON_REQUEST -> new Cadence.OnRequest();
            default -> throw new IllegalArgumentException("no cadence has the number " + kind);
        };
    }

    private static int number(Lane lane) {
        return switch (lane) {
            case LOST -> 0;
            case REQUESTED -> 1;
            case SWEEP -> 2;
        };
    }

    private static Lane lane(int number) {
        return switch (number) {
            case 0 -> Lane.LOST;
            case 1 -> Lane.REQUESTED;
            default -> Lane.SWEEP;
        };
    }
}
