package io.rollcall.standalone.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** A kubeconfig with what it names in it, as {@code kubectl config view --flatten} makes it: one file to mount. */
final class FlatKubeconfig {

    private static final Set<String> FILES = Set.of("certificate-authority", "client-certificate", "client-key");

    private FlatKubeconfig() {}

    static Path write(Path kubeconfig, Path flat) {
        try {
            return Files.writeString(flat, new Yaml().dump(flatten(ComposeFile.load(kubeconfig), kubeconfig)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object flatten(Object node, Path kubeconfig) {
        if (node instanceof List<?> list) {
            return list.stream().map(item -> flatten(item, kubeconfig)).toList();
        }
        if (!(node instanceof Map<?, ?> map)) {
            return node;
        }
        Map<Object, Object> flat = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (FILES.contains(key)) {
                flat.put(key + "-data", read(kubeconfig.resolveSibling((String) value)));
            } else {
                flat.put(key, flatten(value, kubeconfig));
            }
        });
        return flat;
    }

    private static String read(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
