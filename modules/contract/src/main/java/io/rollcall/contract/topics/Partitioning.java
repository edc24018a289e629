package io.rollcall.contract.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.contract.image.ReferenceParser;
import io.rollcall.contract.image.ReferenceParser.Parsed;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partition a key belongs to. Every topic is partitioned by murmur2 of its record's key, as Kafka's own producer does,
 * so that any client's records land where ours do.
 */
public final class Partitioning {
    private Partitioning() {}

    /** @return the partition of a record with this key, in [0, partitions) */
    public static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
    }

    /**
     * What a target is partitioned by, so that equal targets, and requests for a whole repository, meet.
     *
     * @param target a reference as a resource states it
     * @return {@code registry/repository}, or the text itself where it does not parse
     */
    public static String repositoryKey(String target) {
        return ReferenceParser.parse(target) instanceof Parsed.Valid valid
                ? valid.reference().repositoryKey()
                : target;
    }
}
