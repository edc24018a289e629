package io.rollcall.watcher.log;

import io.rollcall.contract.image.ImageKey;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What an owned partition does to the world. Nothing here blocks for long; what becomes of it arrives as a message. */
interface Effects {
    /** Whether one more record may be under way. */
    boolean hasRoom();

    /** @param value null for a tombstone */
    void publish(OwnedPartition by, ImageKey key, byte[] value);

    /** Sends a GET. */
    void ask(OwnedPartition by, ImageKey key);

    /** Copies a record to the dead letters. */
    void bury(OwnedPartition by, ConsumerRecord<byte[], byte[]> dead, String reason);

    /** Puts a tombstone in the place of a record whose key is no image's: nothing else ever will. */
    void erase(OwnedPartition by, byte[] key);
}
