package io.rollcall.standalone.trouble;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** All that this JVM logs from now on, ours at DEBUG, the Kafka clients' at INFO, where they tell their settings. */
final class LogCapture implements AutoCloseable {
    private static final List<String> LOUD =
            List.of("io.rollcall", "org.apache.kafka.clients", "org.apache.kafka.common", "org.apache.kafka.streams");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + " " + event.getKeyValuePairs());
            for (IThrowableProxy at = event.getThrowableProxy(); at != null; at = at.getCause()) {
                lines.add(at.getMessage() + "");
            }
        }
    };

    LogCapture() {
        appender.start();
        for (String name : LOUD) {
            Logger logger = logger(name);
            logger.setLevel(name.startsWith("io.") ? Level.DEBUG : Level.INFO);
            logger.setAdditive(false);
            logger.addAppender(appender);
        }
    }

    /** Every line so far, with what was attached to it. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    @Override
    public void close() {
        for (String name : LOUD) {
            logger(name).detachAppender(appender);
            logger(name).setAdditive(true);
            logger(name).setLevel(null);
        }
    }
}
