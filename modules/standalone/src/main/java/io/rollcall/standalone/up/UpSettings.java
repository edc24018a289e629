package io.rollcall.standalone.up;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.config.ConfigSource;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.standalone.cli.ApiServer;
import io.rollcall.standalone.cli.DataDirectory;
import java.util.Optional;

/**
 * What {@code up} was asked for, whole and checked.
 *
 * @param source gives the configuration that is asked for, now and later; it names the brokers, unless {@code embedded} is
 *     given
 * @param embedded where the embedded broker's data lies; empty where brokers are named
 * @param apiServer the cluster
 * @param portMayMove whether another port than the configured one will do, because nobody chose it
 */
record UpSettings(ConfigSource source, Optional<DataDirectory> embedded, ApiServer apiServer, boolean portMayMove) {

    UpSettings {
        requireNonNull(source, "source is null");
        requireNonNull(embedded, "embedded is null");
        requireNonNull(apiServer, "apiServer is null");
    }

    RollcallConfig config() {
        return source.first();
    }
}
