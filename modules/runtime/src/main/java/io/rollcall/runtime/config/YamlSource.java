package io.rollcall.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The settings of one YAML file, each with its line. */
final class YamlSource {

    private final Path file;
    private final Path directory;
    private final List<Mistake> mistakes;
    private final List<Setting> settings = new ArrayList<>();

    private YamlSource(Path file, List<Mistake> mistakes) {
        this.file = file;
        this.directory = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        this.mistakes = mistakes;
    }

    static List<Setting> read(Path file, List<Mistake> mistakes) {
        return new YamlSource(file, mistakes).read();
    }

    private List<Setting> read() {
        if (Files.isDirectory(file)) {
            mistakes.add(new Mistake(file.toString(), "is a directory", "name a file"));
            return settings;
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            if (root != null) {
                section(root);
            }
        } catch (NoSuchFileException e) {
            mistakes.add(new Mistake(file.toString(), "does not exist", "create it or correct --config"));
        } catch (IOException e) {
            mistakes.add(new Mistake(
                    file.toString(), "cannot be read", "give this process the right to read it as UTF-8 text"));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            mistakes.add(new Mistake(
                    file + ":" + line,
                    "is not YAML (" + e.getProblem() + ")",
                    "correct the line; quote a value that begins with * or @"));
        } catch (YAMLException e) {
            mistakes.add(new Mistake(file.toString(), "is not YAML", "write it as plain UTF-8 YAML"));
        }
        return settings;
    }

    private void section(Node root) {
        if (root instanceof MappingNode mapping) {
            mapping("", mapping);
        } else if (!isNull(root)) {
            mistakes.add(new Mistake(at(root), "is not a mapping", "write key: value pairs"));
        }
    }

    private void mapping(String prefix, MappingNode mapping) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            Node key = entry.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                mistakes.add(new Mistake(at(key), "a key is not a word", "write key: value pairs"));
                continue;
            }
            String path = prefix.isEmpty() ? scalar.getValue() : prefix + "." + scalar.getValue();
            if (!seen.add(path)) {
                mistakes.add(new Mistake(at(key), path + " is given twice", "keep one of them"));
                continue;
            }
            value(path, key, entry.getValueNode());
        }
    }

    private void value(String path, Node key, Node value) {
        if (value instanceof MappingNode mapping) {
            mapping(path, mapping);
        } else if (value instanceof SequenceNode sequence) {
            sequence(path, key, sequence);
        } else if (!isNull(value)) {
            settings.add(new Setting(path, ((ScalarNode) value).getValue(), at(key), directory, false));
        } else if (Keys.all().stream().noneMatch(known -> known.path().startsWith(path + "."))) {
            settings.add(new Setting(path, "", at(key), directory, false));
        }
    }

    private void sequence(String path, Node key, SequenceNode sequence) {
        List<Node> entries = sequence.getValue();
        if (entries.stream().allMatch(ScalarNode.class::isInstance)) {
            List<String> texts = entries.stream()
                    .map(entry -> ((ScalarNode) entry).getValue())
                    .toList();
            settings.add(new Setting(path, String.join(",", texts), at(key), directory, true));
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            value(path + "[" + i + "]", entries.get(i), entries.get(i));
        }
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private String at(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }
}
