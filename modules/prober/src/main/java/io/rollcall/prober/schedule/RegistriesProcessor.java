package io.rollcall.prober.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.alert.AlertType;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.registry.RegistryState;
import io.rollcall.prober.schedule.IncidentRules.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sees each registry over all tasks of all instances. {@code process()} only takes in what tasks say; once a second it
 * decides, publishes what changed, and alone tells of incidents. What it stores, says and has read is one transaction.
 */
final class RegistriesProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    static final Duration TICK = Duration.ofSeconds(1);

    private final Parts parts;
    private final RegistryAlerts alerts;
    private final EventCodec<RegistryReport> reports = EventCodec.of(RegistryReport.class);
    private final EventCodec<RegistryState> states = EventCodec.of(RegistryState.class);
    private final EventCodec<Alert> alertCodec = EventCodec.of(Alert.class);
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, RegistryView> store;
    private DeadLetters deadLetters;
    private Map<String, RegistryView> views;
    private Map<String, RegistryState> published;
    private Hearing hearing;

    RegistriesProcessor(Parts parts) {
        this.parts = requireNonNull(parts, "parts is null");
        this.alerts = new RegistryAlerts(parts.scheduling().cluster());
    }

    /** Streams may begin again with the same processor: nothing of what was before may remain. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        store = context.getStateStore(Names.REGISTRY_VIEWS);
        deadLetters =
                new DeadLetters(parts.scheduling().cluster(), context, Names.REGISTRIES_DEAD_LETTERS, parts.meters());
        views = new HashMap<>();
        published = new HashMap<>();
        try (KeyValueIterator<String, RegistryView> all = store.all()) {
            all.forEachRemaining(it -> views.put(it.key, it.value));
        }
        hearing = new Hearing(parts.clock().instant(), !views.isEmpty());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, at -> tick());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Decoded<RegistryReport> decoded = reports.decode(record.value());
        if (decoded instanceof Decoded.Event<RegistryReport> event) {
            parts.meters().unknownFields(event.unknownFields().size());
            take(event.value());
        } else if (decoded instanceof Decoded.Unreadable<RegistryReport> unreadable) {
            deadLetters.put(record, unreadable.reason());
        }
    }

    /** A mere sign of life is not stored: who is alive shows by itself after a restart. */
    private void take(RegistryReport report) {
        hearing.heard(report, parts.clock().instant());
        RegistryView before = views.getOrDefault(report.registry(), RegistryView.NONE);
        RegistryView after = before.heard(report);
        views.put(report.registry(), after);
        if (!report.saysTheSameAs(before.reports().get(report.task()))) {
            store.put(report.registry(), after);
        }
    }

    private void tick() {
        Instant now = parts.clock().instant();
        hearing.look(now);
        if (!hearing.mayJudge(now)) {
            return;
        }
        for (String registry : Map.copyOf(views).keySet()) {
            if (hearing.isForgotten(registry, now)) {
                forget(registry, now);
            } else {
                decide(registry, now);
            }
        }
    }

    private void decide(String registry, Instant now) {
        RegistryView before = views.get(registry);
        Votes votes = hearing.votes(registry, before);
        Decision decision = IncidentRules.decide(
                before, votes, parts.patience().of(registry), parts.patience().massLoss(), now);
        if (!decision.view().equals(before)) {
            views.put(registry, decision.view());
            store.put(registry, decision.view());
        }
        RegistryState state = state(registry, decision.view(), votes, now);
        decision.told().ifPresent(type -> tell(alerts.of(type, decision.about(), state, votes.open())));
        if (before.massLossSince() == null) {
            alerts.massLoss(state, decision.view()).ifPresent(this::tell);
        }
        RegistryState last = published.get(registry);
        if (last == null || !last.equals(state(registry, decision.view(), votes, last.asOf()))) {
            published.put(registry, state);
            forward(registry, states.encode(state), new RecordHeaders(), now, Names.REGISTRY_STATES);
        }
    }

    /** Nobody asks it any more, though there are probers: it is no longer configured. */
    private void forget(String registry, Instant now) {
        RegistryView view = views.remove(registry);
        store.delete(registry);
        published.remove(registry);
        hearing.forget(registry);
        if (view.incident() != null && view.incident().told()) {
            RegistryState nobody = state(registry, RegistryView.NONE, Votes.of(List.of()), now);
            tell(alerts.of(AlertType.REGISTRY_RECOVERED, view.incident(), nobody, 0));
        }
        forward(registry, null, new RecordHeaders(), now, Names.REGISTRY_STATES);
    }

    private RegistryState state(String registry, RegistryView view, Votes votes, Instant now) {
        return new RegistryState(
                RegistryState.SCHEMA_VERSION,
                parts.scheduling().cluster(),
                registry,
                view.bound(),
                view.absent(),
                votes.breakers(),
                view.incidents(),
                now,
                null,
                view.waiting(),
                view.incident() == null ? null : view.incident().since(),
                view.massLossSince());
    }

    private void tell(Alert alert) {
        Headers headers = new RecordHeaders();
        headers.add("content-type", Alert.CONTENT_TYPE.getBytes(UTF_8));
        forward(alert.subject(), alertCodec.encode(alert), headers, alert.time(), Names.ALERTS);
    }

    private void forward(String registry, byte[] value, Headers headers, Instant now, String sink) {
        context.forward(new Record<>(registry.getBytes(UTF_8), value, Math.max(0, now.toEpochMilli()), headers), sink);
    }
}
