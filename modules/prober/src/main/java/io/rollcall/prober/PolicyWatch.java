package io.rollcall.prober;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.rollcall.contract.policy.ProbePolicy;
import io.rollcall.prober.schedule.Patience;
import io.rollcall.prober.schedule.Registries;
import io.rollcall.runtime.config.ConfigDiff;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.ConfigWatch;
import io.rollcall.runtime.config.RegistryConfig;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.log.LogKeys;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the registries' policies, and how long each may be away, from the configuration's file whenever it changes. Not safe
 * for use by several threads.
 */
final class PolicyWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

    private final ConfigWatch watch;
    private final RollcallConfig first;
    private final Registries registries;
    private final Patience patience;
    private final MultiGauge versions;
    private final Set<String> told = new HashSet<>();
    private final Map<String, RegistryConfig> taken = new LinkedHashMap<>();

    PolicyWatch(
            ConfigSource source,
            Registries registries,
            Patience patience,
            Health health,
            MeterRegistry meters,
            Clock clock) {
        this.watch = new ConfigWatch(source, health, clock);
        this.first = source.first();
        this.registries = requireNonNull(registries, "registries is null");
        this.patience = requireNonNull(patience, "patience is null");
        first.registries().forEach(it -> taken.put(it.host(), it));
        this.versions = MultiGauge.builder("rollcall.policy")
                .description("1 for the policy that each registry is asked under")
                .register(meters);
        tellVersions();
    }

    void look() {
        watch.look().ifPresent(this::take);
    }

    private void take(RollcallConfig now) {
        taken.replaceAll((host, before) -> ConfigDiff.find(now, host)
                .filter(it -> !it.policy().equals(before.policy())
                        || !it.unavailableAfter().equals(before.unavailableAfter()))
                .map(it -> adopt(before, it))
                .orElse(before));
        tellVersions();
        tellOthers(ConfigDiff.between(first, now));
    }

    private RegistryConfig adopt(RegistryConfig before, RegistryConfig now) {
        ProbePolicy policy = policy(now);
        if (!policy.equals(policy(before))) {
            registries.adopt(now.host(), policy);
        }
        patience.with(now.host(), now.unavailableAfter());
        LOG.atInfo()
                .addKeyValue(LogKeys.REGISTRY, now.host())
                .addKeyValue(LogKeys.POLICY, policy.version())
                .log("the registry is asked under another policy from now on");
        return now;
    }

    /** Each key once, until it is what it was again. */
    private void tellOthers(List<String> changed) {
        List<String> others = changed.stream().filter(key -> !isTaken(key)).toList();
        List<String> news = others.stream().filter(key -> !told.contains(key)).toList();
        told.retainAll(others);
        told.addAll(others);
        if (!news.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REASON, "needs a restart: " + String.join(", ", news))
                    .log("the configuration was changed, and not all of it can be taken while the prober runs");
        }
    }

    private static boolean isTaken(String key) {
        return key.matches("registries\\[\\d+]\\.(policy\\..*|unavailableAfter)");
    }

    private void tellVersions() {
        List<Row<?>> rows = new ArrayList<>();
        for (RegistryConfig registry : taken.values()) {
            rows.add(Row.of(
                    Tags.of(
                            "registry",
                            registry.host(),
                            "version",
                            policy(registry).version()),
                    1));
        }
        versions.register(rows, true);
    }

    static ProbePolicy policy(RegistryConfig registry) {
        return registry.policy().toProbePolicy(ProbePolicy.DEFAULT.name());
    }
}
