package io.rollcall.runtime.config;

import io.rollcall.contract.registry.MassLoss;

/**
 * When so many of a registry's images are absent that one alert says so for all.
 *
 * @param share of its images, in percent; more than that must be absent
 * @param min so many must be absent
 */
public record MassLossConfig(int share, int min) {

    private static final double PERCENT = 100;

    /** Checks the bounds. */
    public MassLossConfig {
        RegistryKeys.MASS_LOSS_SHARE.check(share);
        RegistryKeys.MASS_LOSS_MIN.check(min);
    }

    static MassLossConfig from(Values values) {
        return new MassLossConfig(values.get(RegistryKeys.MASS_LOSS_SHARE), values.get(RegistryKeys.MASS_LOSS_MIN));
    }

    /** The contract's rule with these bounds. */
    public MassLoss toMassLoss() {
        return new MassLoss(share / PERCENT, min);
    }
}
