package io.rollcall.standalone.up;

import static java.util.Objects.requireNonNull;

import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.standalone.cli.ApiServer;
import io.rollcall.standalone.cli.DataDirectory;
import java.util.Optional;

/**
 * What {@code up} was asked for, whole and checked.
 *
 * @param config names the brokers, unless {@code embedded} is given
 * @param embedded where the embedded broker's data lies; empty where brokers are named
 * @param apiServer the cluster
 * @param portMayMove whether another port than the configured one will do, because nobody chose it
 */
record UpSettings(RollcallConfig config, Optional<DataDirectory> embedded, ApiServer apiServer, boolean portMayMove) {

    UpSettings {
        requireNonNull(config, "config is null");
        requireNonNull(embedded, "embedded is null");
        requireNonNull(apiServer, "apiServer is null");
    }
}
