package io.rollcall.prober.registry;

/** A configured registry cannot be asked as it is configured. The message is one sentence that names the fix. */
public final class RegistrySetupException extends RuntimeException {
    RegistrySetupException(String message) {
        super(message);
    }
}
