package io.rollcall.standalone.bench;

import io.rollcall.contract.topics.Topics;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.TopicCheck;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.sandbox.EmbeddedBroker;
import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A broker with all topics: in this process, so that its work counts, or in one of its own, so that it does not. */
final class Bus implements AutoCloseable {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);

    private final String servers;
    private final Runnable stop;

    private Bus(String servers, Runnable stop) {
        this.servers = servers;
        this.stop = stop;
    }

    static Bus inside(Site site) {
        if (site.servers().isPresent()) {
            return new Bus(site.servers().get(), () -> {});
        }
        site.now("starting the broker");
        EmbeddedBroker broker = EmbeddedBroker.start(site.of("broker"));
        return new Bus(broker.bootstrapServers(), broker::close);
    }

    static Bus apart(Site site) throws IOException {
        if (site.servers().isPresent()) {
            return new Bus(site.servers().get(), () -> {});
        }
        site.now("starting the broker");
        BrokerProcess broker = BrokerProcess.start(site.of("broker"));
        return new Bus(broker.servers(), broker::close);
    }

    String servers() {
        return servers;
    }

    /** Creates the topics of one prober; returns when each partition has a leader. */
    Topics topics(String prefix, int partitions) throws InterruptedException {
        Topics topics = Topics.of(prefix, partitions);
        TopicsAdmin admin = new TopicsAdmin(
                Map.of("bootstrap.servers", servers),
                RollcallConfig.defaults().kafka().withBootstrapServers(servers).withSingleReplicas(),
                ANSWERS_WITHIN);
        for (TopicCheck check : admin.ensure(topics.all())) {
            if (!check.usable()) {
                throw CommandException.failed("a topic cannot be created (%s); report it.".formatted(check));
            }
        }
        return topics;
    }

    @Override
    public void close() {
        stop.run();
    }
}
