package io.rollcall.standalone.up;

import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.sandbox.EmbeddedBroker;
import io.rollcall.standalone.cli.CommandException;
import io.rollcall.standalone.cli.DataDirectory;
import java.io.IOException;
import java.util.Optional;

/** The brokers that are named, or one in this process, whose address others find in its data directory. */
final class Broker implements AutoCloseable {

    private final RollcallConfig config;
    private final Optional<EmbeddedBroker> embedded;
    private final Optional<DataDirectory> directory;

    private Broker(RollcallConfig config, Optional<EmbeddedBroker> embedded, Optional<DataDirectory> directory) {
        this.config = config;
        this.embedded = embedded;
        this.directory = directory;
    }

    /** Returns when an embedded one takes requests; named ones are not looked at. */
    static Broker of(UpSettings settings) {
        RollcallConfig config = settings.config();
        if (settings.embedded().isEmpty()) {
            return new Broker(config, Optional.empty(), Optional.empty());
        }
        DataDirectory directory = settings.embedded().get();
        EmbeddedBroker broker = EmbeddedBroker.start(directory.path());
        Broker made = new Broker(
                config.withKafka(config.kafka()
                        .withBootstrapServers(broker.bootstrapServers())
                        .withSingleReplicas()),
                Optional.of(broker),
                settings.embedded());
        try {
            directory.writeAddress(broker.bootstrapServers());
            return made;
        } catch (CommandException e) {
            made.close();
            throw e;
        }
    }

    /** The configuration, with the brokers that there are now. */
    RollcallConfig config() {
        return config;
    }

    /** What it is, in words. */
    String words() {
        String servers = config.kafka().bootstrapServers();
        return directory
                .map(data -> "embedded at %s, its data in %s".formatted(servers, data.shown()))
                .orElse(servers);
    }

    @Override
    public void close() {
        directory.ifPresent(Broker::forget);
        embedded.ifPresent(EmbeddedBroker::close);
    }

    private static void forget(DataDirectory directory) {
        try {
            directory.removeAddress();
        } catch (IOException e) {
            throw CommandException.failed(
                    "%s cannot be removed (%s); remove it by hand.".formatted(directory.addressFile(), e.getMessage()),
                    e);
        }
    }
}
