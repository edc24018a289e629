package io.rollcall.contract.registry;

/**
 * When so many of a registry's images are absent at once that it is one incident, and not many.
 *
 * @param share of its images, above 0 and below 1; more than that must be absent
 * @param least so many must be absent, 1 or more
 */
public record MassLoss(double share, long least) {
    /** More than half, and ten at least. */
    public static final MassLoss DEFAULT = new MassLoss(0.5, 10);

    public MassLoss {
        if (!(share > 0 && share < 1) || least < 1) {
            throw new IllegalArgumentException("a mass loss needs 0 < share < 1 and 1 ≤ least");
        }
    }

    /** @return whether one begins with these numbers */
    public boolean begins(long bound, long absent) {
        return absent >= least && absent > share * bound;
    }

    /** @return whether one that has begun is over: only when half as many are absent, so that no single image ends it */
    public boolean ends(long bound, long absent) {
        return 2 * absent < least || 2 * absent <= share * bound;
    }
}
