package io.rollcall.statuswriter;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes the clients of one session on the bus. Neither touches the network before it is used. */
interface Bus {
    /** A consumer of committed records that commits nothing by itself. */
    Consumer<byte[], byte[]> consumer();

    /** A producer with this instance's transactional id, so that its start ends what its forerunner left open. */
    Producer<byte[], byte[]> producer();
}
