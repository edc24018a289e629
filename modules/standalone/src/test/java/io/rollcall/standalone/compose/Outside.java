package io.rollcall.standalone.compose;

import static java.util.regex.Matcher.quoteReplacement;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is outside of the containers, and what stands for it here: the one table by which a value of the Compose file is
 * replaced. An address or a path that it does not know is an {@link AssertionError}, so the file cannot come to name
 * another without a test that has it.
 *
 * @param addresses by {@code host:port}, or by a whole value
 * @param paths by directory or file in the container
 * @param added variables that the file does not set
 */
record Outside(Map<String, String> addresses, Map<String, Path> paths, Map<String, String> added) {

    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\w.-])(?:[a-z][a-z0-9.-]*:[0-9]{2,5}|[0-9]+(?:\\.[0-9]+){3})(?![\\w.])");
    private static final Pattern PATH = Pattern.compile("(?<![\\w:/.])/[\\w./-]+");

    /** The table with one more path, which one container alone has. */
    Outside with(String path, Path here) {
        Map<String, Path> all = new HashMap<>(paths);
        all.put(path, here);
        return new Outside(addresses, all, added);
    }

    /** The same value, here. */
    String here(String value) {
        if (addresses.containsKey(value)) {
            return addresses.get(value);
        }
        String withPaths = PATH.matcher(value).replaceAll(found -> quoteReplacement(path(found.group())));
        return ADDRESS.matcher(value).find()
                ? ADDRESS.matcher(withPaths).replaceAll(found -> quoteReplacement(address(found.group())))
                : withPaths;
    }

    private String address(String address) {
        return Optional.ofNullable(addresses.get(address))
                .orElseThrow(() -> new AssertionError("nothing stands for the address " + address));
    }

    private String path(String path) {
        return paths.entrySet().stream()
                .filter(known -> path.equals(known.getKey()) || path.startsWith(known.getKey() + "/"))
                .findFirst()
                .map(known -> known.getValue() + path.substring(known.getKey().length()))
                .orElseThrow(() -> new AssertionError("nothing stands for the path " + path));
    }

    /** Sees that everything that the service has mounted is in the table. */
    void check(ComposeService service) {
        service.binds().forEach(bind -> path(bind.target()));
        service.list("tmpfs").forEach(tmpfs -> path(tmpfs.split(":", 2)[0]));
        for (Entry<String, String> variable : added.entrySet()) {
            if (service.environment().containsKey(variable.getKey())) {
                throw new AssertionError(service.name() + " sets " + variable.getKey() + ", which is added here");
            }
        }
    }
}
