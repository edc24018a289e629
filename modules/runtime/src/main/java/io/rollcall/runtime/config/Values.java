package io.rollcall.runtime.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Typed values of settings; what cannot be read becomes a mistake and answers the default. */
final class Values {

    private final Map<String, Setting> settings;
    private final List<Mistake> mistakes;
    private final Set<String> mistaken;
    private final int index;

    Values(Map<String, Setting> settings, List<Mistake> mistakes) {
        this(settings, mistakes, new HashSet<>(), 0);
    }

    private Values(Map<String, Setting> settings, List<Mistake> mistakes, Set<String> mistaken, int index) {
        this.settings = settings;
        this.mistakes = mistakes;
        this.mistaken = mistaken;
        this.index = index;
    }

    /** No settings: every key has its default. */
    static Values none() {
        return new Values(Map.of(), List.of());
    }

    /** The same settings, seen from one entry of a list. */
    Values at(int entry) {
        return new Values(settings, mistakes, mistaken, entry);
    }

    boolean isSet(Key<?> key) {
        return settings.containsKey(key.at(index));
    }

    /** Whether it is set to something: an empty text sets nothing that is required. */
    boolean isGiven(Key<?> key) {
        return isSet(key) && !settings.get(key.at(index)).text().isBlank();
    }

    <T> T get(Key<T> key) {
        Setting setting = settings.get(key.at(index));
        if (setting == null) {
            return key.defaultValue();
        }
        Kind<T> kind = key.kind();
        if (setting.list() && !kind.list()) {
            return mistake(key, setting.source(), "is a list; give one value");
        }
        if (setting.text().isEmpty() && !kind.emptyAllowed()) {
            return mistake(key, setting.source(), "is empty; give a value or remove it");
        }
        try {
            return kind.parse(setting.text(), setting.directory());
        } catch (IllegalArgumentException e) {
            return mistake(key, setting.source(), String.join("; ", Kinds.problemAndFix(e)));
        }
    }

    /** Builds what the values make up, or notes why they do not fit together. */
    <T> Optional<T> build(Supplier<T> section) {
        try {
            return Optional.of(section.get());
        } catch (InvalidSettingException e) {
            // A key that is already a known mistake had its default: what follows from that is no news.
            if (e.keys().stream().noneMatch(key -> mistaken.contains(key.at(index)))) {
                Key<?> blamed = e.keys().stream()
                        .filter(this::isSet)
                        .findFirst()
                        .orElse(e.keys().get(0));
                String source = isSet(blamed) ? settings.get(blamed.at(index)).source() : "default";
                note(e.keys().get(0), source, e.problem(), e.fix());
            }
            return Optional.empty();
        }
    }

    /** Notes that an entry of a list lacks a key that it must have. */
    void missing(Key<?> key, String fix) {
        String entry = key.at(index).replaceFirst("]\\..*", "]");
        String source = settings.values().stream()
                .filter(setting -> setting.path().startsWith(entry))
                .map(Setting::source)
                .findFirst()
                .orElse("configuration");
        note(key, source, "is not set", fix);
    }

    private <T> T mistake(Key<T> key, String source, String problemAndFix) {
        int at = problemAndFix.lastIndexOf("; ");
        note(key, source, problemAndFix.substring(0, at), problemAndFix.substring(at + 2));
        return key.defaultValue();
    }

    private void note(Key<?> key, String source, String problem, String fix) {
        mistaken.add(key.at(index));
        mistakes.add(new Mistake(source, key.at(index) + " " + problem, fix));
    }
}
