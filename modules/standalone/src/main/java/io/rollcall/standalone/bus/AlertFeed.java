package io.rollcall.standalone.bus;

import io.rollcall.contract.alert.Alert;
import io.rollcall.contract.codec.Decoded;
import io.rollcall.standalone.cli.Bus;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.Surroundings;
import io.rollcall.standalone.terminal.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Prints alerts: first those that are there, in the order of their time, then those that come. */
final class AlertFeed {

    private static final Duration POLL = Duration.ofMillis(500);
    /** So many of what is there are sorted at once; more are sorted piece by piece. */
    private static final int SORTED = 10_000;
    /** Polls without a record, while more is known to be there, until the broker counts as gone. */
    private static final int DRY = 20;

    private final TopicReader reader;
    private final Surroundings surroundings;
    private final boolean json;
    private final Bus bus;
    private final AlertLine lines;
    private long told;

    AlertFeed(TopicReader reader, Surroundings surroundings, boolean json, Bus bus) {
        this.reader = reader;
        this.surroundings = surroundings;
        this.json = json;
        this.bus = bus;
        this.lines = new AlertLine(surroundings.out(), surroundings.clock().getZone());
    }

    void run(boolean fromNow, boolean follow) {
        if (fromNow) {
            reader.seekTo(surroundings.clock().instant());
        }
        upTo(reader.ends());
        if (told == 0 && !follow && !json) {
            surroundings.err().line("rollcall: there are no alerts yet.");
        }
        while (follow && !surroundings.out().isBroken()) {
            List<ConsumerRecord<byte[], byte[]>> records = reader.poll(POLL);
            records.forEach(this::print);
            if (records.isEmpty()) {
                checkBrokerStands();
            }
        }
    }

    private void upTo(Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<byte[], byte[]>> pending = new ArrayList<>();
        try (Progress reading = Progress.on(surroundings.err(), "reading what the topic holds")) {
            read(ends, pending, reading);
        }
        flush(pending);
    }

    private void read(Map<TopicPartition, Long> ends, List<ConsumerRecord<byte[], byte[]>> pending, Progress reading) {
        for (int dry = 0; !reader.isAt(ends); ) {
            List<ConsumerRecord<byte[], byte[]>> records = reader.poll(POLL);
            dry = records.isEmpty() ? dry + 1 : 0;
            if (dry > DRY) {
                throw new TimeoutException("the broker does not send what it holds");
            }
            pending.addAll(records);
            if (pending.size() > SORTED) {
                reading.aside(() -> flush(pending));
            }
        }
    }

    private void flush(List<ConsumerRecord<byte[], byte[]>> pending) {
        pending.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        pending.forEach(this::print);
        pending.clear();
    }

    private void print(ConsumerRecord<byte[], byte[]> found) {
        told++;
        Decoded<Alert> decoded = AlertLine.decode(found.value());
        if (decoded instanceof Decoded.Event<Alert> event) {
            surroundings.out().line(json ? AlertLine.json(found.value()) : lines.text(event.value()));
        } else if (decoded instanceof Decoded.Unreadable<Alert> unreadable) {
            surroundings
                    .err()
                    .line("rollcall: the record at %s-%d offset %d is no alert (%s); it was left out."
                            .formatted(found.topic(), found.partition(), found.offset(), unreadable.reason()));
        }
    }

    /** The broker of {@code up} comes back at another address, where this reader would never find it. */
    private void checkBrokerStands() {
        String address = bus.config().kafka().bootstrapServers();
        bus.embedded().ifPresent(directory -> {
            if (!directory.address().filter(address::equals).isPresent()) {
                throw CommandException.failed(
                        "the broker at %s was stopped; run this again once 'rollcall up' runs.".formatted(address));
            }
        });
    }
}
