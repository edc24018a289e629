package io.rollcall.standalone.replay;

import io.rollcall.replay.explain.OtherPolicy;
import io.rollcall.standalone.cli.CommandException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the other policy of a what-if: a few keys of YAML. */
final class PolicyFile {
    private static final List<String> KEYS =
            List.of("confirmations", "confirmationDelay", "freshness", "recheck.min", "recheck.max");

    private final Path file;
    private final Map<String, String> values = new LinkedHashMap<>();

    private PolicyFile(Path file) {
        this.file = file;
    }

    static OtherPolicy read(Path file) {
        return new PolicyFile(file).read();
    }

    private OtherPolicy read() {
        try (Reader reader = Files.newBufferedReader(file)) {
            put("", new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
        } catch (IOException e) {
            throw CommandException.usage(
                    "the policy file %s cannot be read; name a file such as one that holds 'confirmations: 3'."
                            .formatted(file));
        } catch (YAMLException e) {
            throw CommandException.usage(
                    "the policy file %s is not YAML; write lines such as 'confirmations: 3'.".formatted(file));
        }
        if (values.isEmpty()) {
            throw CommandException.usage("the policy file %s changes nothing; write one of %s into it."
                    .formatted(file, String.join(", ", KEYS)));
        }
        return new OtherPolicy(
                Optional.ofNullable(values.get("confirmations")).map(this::confirmations),
                duration("confirmationDelay"),
                duration("freshness"),
                duration("recheck.min"),
                duration("recheck.max"));
    }

    private void put(String prefix, Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> put(prefix.isEmpty() ? String.valueOf(key) : prefix + "." + key, value));
        } else if (KEYS.contains(prefix)) {
            values.put(prefix, String.valueOf(node));
        } else if (!prefix.isEmpty() || node != null) {
            throw CommandException.usage("%s: %s is nothing that a replay can change; it knows %s."
                    .formatted(file, prefix.isEmpty() ? "this" : prefix, String.join(", ", KEYS)));
        }
    }

    private int confirmations(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw CommandException.usage(
                    "%s: confirmations is %s; give a number from 1 to 9999.".formatted(file, text));
        }
        return Integer.parseInt(text);
    }

    /** Above 0; only a freshness may be none. */
    private Optional<Duration> duration(String key) {
        return Optional.ofNullable(values.get(key)).map(text -> Times.duration(text)
                .filter(time -> !time.isZero() || key.equals("freshness"))
                .orElseThrow(() -> CommandException.usage(
                        "%s: %s is %s; give a time such as 500ms, 15s or 5m.".formatted(file, key, text))));
    }
}
