package io.rollcall.runtime.service;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.health.Health;
import io.rollcall.runtime.http.Endpoints;
import io.rollcall.runtime.kafka.KafkaSettings;
import java.time.Clock;

/**
 * What a service is made from.
 *
 * @param service the service's name
 * @param instance the name of this process among its replicas
 * @param config the configuration
 * @param kafka settings for the service's Kafka clients
 * @param meters where the service puts its meters; shared within the process
 * @param health what the service says about itself; its own
 * @param clock the time
 * @param source where the configuration came from
 * @param endpoints where the service is called over HTTP, if it is; shared within the process
 */
public record ServiceContext(
        String service,
        String instance,
        RollcallConfig config,
        KafkaSettings kafka,
        MeterRegistry meters,
        Health health,
        Clock clock,
        ConfigSource source,
        Endpoints endpoints) {

    /** Refuses nulls. */
    public ServiceContext {
        requireNonNull(service, "service is null");
        requireNonNull(instance, "instance is null");
        requireNonNull(config, "config is null");
        requireNonNull(kafka, "kafka is null");
        requireNonNull(meters, "meters is null");
        requireNonNull(health, "health is null");
        requireNonNull(clock, "clock is null");
        requireNonNull(source, "source is null");
        requireNonNull(endpoints, "endpoints is null");
    }

    /** The context of one service, with a health and Kafka settings of its own; its configuration never changes. */
    public static ServiceContext of(
            String service, String instance, RollcallConfig config, MeterRegistry meters, Clock clock) {
        return of(service, instance, config, meters, clock, ConfigSource.fixed(config));
    }

    /** The same; {@code config} may differ from what the source says where code decides. */
    public static ServiceContext of(
            String service,
            String instance,
            RollcallConfig config,
            MeterRegistry meters,
            Clock clock,
            ConfigSource source) {
        return of(service, instance, config, meters, clock, source, new Endpoints());
    }

    /** The same in a process that serves these endpoints. */
    public static ServiceContext of(
            String service,
            String instance,
            RollcallConfig config,
            MeterRegistry meters,
            Clock clock,
            ConfigSource source,
            Endpoints endpoints) {
        return new ServiceContext(
                service,
                instance,
                config,
                KafkaSettings.of(config, service, instance),
                meters,
                new Health(service, clock),
                clock,
                source,
                endpoints);
    }
}
