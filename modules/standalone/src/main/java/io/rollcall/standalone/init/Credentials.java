package io.rollcall.standalone.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A docker config.json for the module's registry. Never shows what it holds.
 *
 * @param text of the file
 * @param hosts that it has an entry for
 * @param user whose they are, and what that user may do
 */
record Credentials(String text, List<String> hosts, String user) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String READER = "node-puller";

    Credentials {
        requireNonNull(text, "text is null");
        hosts = List.copyOf(hosts);
        requireNonNull(user, "user is null");
    }

    @Override
    public String toString() {
        return "Credentials[masked, hosts=" + hosts + "]";
    }

    /** The least that will do: the reader's password if it is there, else the docker config as it is. */
    static Optional<Credentials> of(DvcrSecrets secrets, List<String> hosts) {
        return secrets.readPassword()
                .value()
                .map(password -> reader(password, hosts))
                .or(() -> secrets.dockerConfig().value().flatMap(Credentials::writer));
    }

    private static Credentials reader(String password, List<String> hosts) {
        String auth = Base64.getEncoder().encodeToString((READER + ":" + password).getBytes(UTF_8));
        ObjectNode config = JSON.createObjectNode();
        ObjectNode auths = config.putObject("auths");
        hosts.forEach(host -> auths.putObject(host).put("auth", auth));
        return new Credentials(config + "\n", hosts, READER + ", who may only pull");
    }

    private static Optional<Credentials> writer(String dockerConfig) {
        List<String> hosts = hosts(dockerConfig);
        return hosts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials(dockerConfig.strip() + "\n", hosts, "a user who may also push"));
    }

    /** The hosts that a docker config names; none where it is no docker config. */
    static List<String> hosts(String dockerConfig) {
        List<String> hosts = new ArrayList<>();
        try {
            JsonNode auths = JSON.readTree(dockerConfig).path("auths");
            auths.fieldNames().forEachRemaining(name -> hosts.add(host(name)));
        } catch (JsonProcessingException e) {
            return List.of();
        }
        return hosts;
    }

    private static String host(String key) {
        return key.toLowerCase(java.util.Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("/.*$", "");
    }
}
