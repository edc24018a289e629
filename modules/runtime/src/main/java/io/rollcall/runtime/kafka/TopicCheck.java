package io.rollcall.runtime.kafka;

import static java.util.Objects.requireNonNull;

/** What a topic was found to be. */
public sealed interface TopicCheck {

    /** The topic's name. */
    String topic();

    /** One sentence that names the fix, where one is needed. */
    String sentence();

    /** Whether the topic can be used. */
    default boolean usable() {
        return false;
    }

    /** It did not exist; it does now, and each of its partitions has a leader that serves. */
    record Created(String topic) implements TopicCheck {
        @Override
        public String sentence() {
            return topic + " was created.";
        }

        @Override
        public boolean usable() {
            return true;
        }
    }

    /** It exists as it must be, and each of its partitions has a leader that serves. */
    record Ok(String topic) implements TopicCheck {
        @Override
        public String sentence() {
            return topic + " is as it must be.";
        }

        @Override
        public boolean usable() {
            return true;
        }
    }

    /** It serves, and keeps less of what has been than a replay could use. */
    record Forgets(String topic, String setting, String has, String wants, String fix) implements TopicCheck {
        @Override
        public String sentence() {
            return "topic %s can be used, but with %s %s, not %s, a replay reaches back less far; %s."
                    .formatted(topic, setting, has, wants, fix);
        }

        @Override
        public boolean usable() {
            return true;
        }
    }

    /** It does not exist, and was not to be created. */
    record Missing(String topic) implements TopicCheck {
        @Override
        public String sentence() {
            return topic + " does not exist; create it with 'rollcall topics create'.";
        }
    }

    /** It exists and must not be used as it is; trying again is of no use until somebody acts. */
    record Wrong(String topic, String setting, String has, String wants, String fix) implements TopicCheck {
        /** Refuses nulls. */
        public Wrong {
            requireNonNull(fix, "fix is null");
        }

        @Override
        public String sentence() {
            return "topic %s has %s %s but must have %s; %s.".formatted(topic, setting, has, wants, fix);
        }
    }

    /** The broker would not create it, for want of brokers or by a policy. It may later. */
    record Refused(String topic, String reason, String fix) implements TopicCheck {
        @Override
        public String sentence() {
            return "topic %s cannot be created (%s); %s.".formatted(topic, reason, fix);
        }
    }

    /** The broker does not allow us. Somebody may grant the right meanwhile. */
    record NotAuthorised(String topic, String fix) implements TopicCheck {
        @Override
        public String sentence() {
            return "Kafka does not allow this on topic %s; %s.".formatted(topic, fix);
        }
    }

    /** The broker did not answer. It may later. */
    record Unreachable(String topic, String reason, String fix) implements TopicCheck {
        @Override
        public String sentence() {
            return "%s; %s.".formatted(reason, fix);
        }
    }
}
