package io.rollcall.runtime.service;

import io.rollcall.runtime.config.Key;
import io.rollcall.runtime.config.Keys;
import java.util.List;

/** Makes a service; wires, but neither starts threads nor touches the network. */
@FunctionalInterface
public interface ServiceFactory {

    /** A service that is not started. */
    Service create(ServiceContext context);

    /** The keys without which the service is of no use. */
    default List<Key<?>> requiredKeys() {
        return List.of(Keys.KAFKA_BOOTSTRAP_SERVERS);
    }
}
