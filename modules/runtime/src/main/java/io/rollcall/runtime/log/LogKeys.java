package io.rollcall.runtime.log;

/** Keys of structured logs. A key means the same in every line of every service. */
public final class LogKeys {

    /** Which service speaks. */
    public static final String SERVICE = "service";
    /** Which replica speaks. */
    public static final String INSTANCE = "instance";
    /** The version of this software. */
    public static final String VERSION = "version";
    /** An image, as {@code <plural>.<group>/<namespace>/<name>}. */
    public static final String IMAGE = "image";
    /** The uid of the image's object. */
    public static final String UID = "uid";
    /** The kind of a resource. */
    public static final String KIND = "kind";
    /** The phase of an image. */
    public static final String PHASE = "phase";
    /** What a probe was sent to: registry, repository and reference. */
    public static final String TARGET = "target";
    /** A registry's host. */
    public static final String REGISTRY = "registry";
    /** The version of a registry's policy. */
    public static final String POLICY = "policy";
    /** What a registry's answer means. */
    public static final String VERDICT = "verdict";
    /** Why, in one sentence or one word. */
    public static final String REASON = "reason";
    /** The number of an attempt, from 1. */
    public static final String ATTEMPT = "attempt";
    /** A pause before the next attempt. */
    public static final String BACKOFF = "backoff";
    /** A transition's id. */
    public static final String TRANSITION = "transition";
    /** What came of a decision. */
    public static final String OUTCOME = "outcome";
    /** An HTTP status. */
    public static final String STATUS = "status";
    /** How long something took, in milliseconds. */
    public static final String MILLIS = "millis";
    /** How many. */
    public static final String COUNT = "count";
    /** A Kafka topic. */
    public static final String TOPIC = "topic";
    /** A Kafka partition. */
    public static final String PARTITION = "partition";
    /** A Kafka offset. */
    public static final String OFFSET = "offset";
    /** A consumer group. */
    public static final String GROUP = "group";
    /** A named condition of a service. */
    public static final String CONDITION = "condition";
    /** The state that something came into. */
    public static final String STATE = "state";
    /** A listening address. */
    public static final String ADDRESS = "address";
    /** An exception's class and message, where the stack trace is not worth its lines. */
    public static final String ERROR = "error";

    private LogKeys() {}
}
