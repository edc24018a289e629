package io.rollcall.watcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.image.ImageKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Effects that only write down what they are told, as {@code publish KEY VALUE} and the like. */
final class FakeEffects implements Effects {
    final List<String> done = new ArrayList<>();
    boolean room = true;

    /** What was done since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(done);
        done.clear();
        return taken;
    }

    @Override
    public boolean hasRoom() {
        return room;
    }

    @Override
    public void publish(OwnedPartition by, ImageKey key, byte[] value) {
        done.add(value == null ? "tombstone " + key.name() : "publish " + key.name() + " " + version(value));
    }

    @Override
    public void ask(OwnedPartition by, ImageKey key) {
        done.add("ask " + key.name());
    }

    @Override
    public void bury(OwnedPartition by, ConsumerRecord<byte[], byte[]> dead, String reason) {
        done.add("bury " + dead.offset());
    }

    @Override
    public void erase(OwnedPartition by, byte[] key) {
        done.add("erase " + new String(key, UTF_8));
    }

    private static String version(byte[] value) {
        return new String(value, UTF_8).replaceAll("(?s).*\"resourceVersion\":\"([^\"]*)\".*", "$1");
    }
}
