package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A rename makes an upgrade begin anew: it may only happen on purpose. */
class NamesTest {
    @Test
    void shouldKeepEveryNameThatIsStored() {
        // Given
        TestClock clock = new TestClock();
        Parts parts = new Parts(
                new Scheduling(
                        "test", ProberDriver.TOPICS, Optional.empty(), Duration.ofSeconds(1), Scheduling.DEFAULT_TICK),
                new Registries(BreakerSettings.DEFAULT, clock),
                new ProbeMeters(new SimpleMeterRegistry(), clock),
                new LiveTasks(),
                clock,
                () -> 0,
                () -> "e");

        // When
        String topology = ProbeTopology.build(parts).describe().toString();

        // Then
        assertThat(topology.lines()
                        .map(String::strip)
                        .filter(line -> line.matches("(Source|Processor|Sink|Sub-topology):.*")))
                .containsExactly(
                        "Sub-topology: 0",
                        "Source: images (topics: [test.images])",
                        "Processor: bind (stores: [bindings])",
                        "Processor: target-commands-repartition-filter (stores: [])",
                        "Sink: bind-dead-letters (topic: test.dead-letters)",
                        "Sink: target-commands-repartition-sink (topic: target-commands-repartition)",
                        "Sub-topology: 1",
                        "Source: requests (topics: [test.probe-requests])",
                        "Source: target-commands-repartition-source (topics: [target-commands-repartition])",
                        "Processor: commands-and-requests (stores: [])",
                        "Processor: schedule (stores: [targets])",
                        "Processor: registry-reports-repartition-filter (stores: [])",
                        "Sink: registry-reports-repartition-sink (topic: registry-reports-repartition)",
                        "Sink: results (topic: test.probe-results)",
                        "Sink: schedule-dead-letters (topic: test.dead-letters)",
                        "Sub-topology: 2",
                        "Source: registry-reports-repartition-source (topics: [registry-reports-repartition])",
                        "Processor: registries (stores: [registry-views])",
                        "Sink: alerts (topic: test.alerts)",
                        "Sink: registries-dead-letters (topic: test.dead-letters)",
                        "Sink: registry-states (topic: test.registries)");
    }
}
