package io.rollcall.standalone.init;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts a draft into files: first what the configuration names, then the configuration. */
final class Written {

    static final String CONFIG = "rollcall.yaml";
    static final String CREDENTIALS = "config.json";
    static final String CA = "ca.crt";

    private final NewFiles files;

    Written(NewFiles files) {
        this.files = requireNonNull(files, "files is null");
    }

    /** @return the files, in the order in which a person reads them */
    List<Path> write(Draft draft, String server) {
        List<String> names = new ArrayList<>(List.of(CONFIG));
        draft.credentials().ifPresent(credentials -> names.add(CREDENTIALS));
        draft.ca().ifPresent(ca -> names.add(CA));
        files.refuseExisting(names);
        draft.credentials().ifPresent(credentials -> files.write(CREDENTIALS, credentials.text(), true));
        draft.ca().ifPresent(ca -> files.write(CA, ca.strip() + "\n", false));
        files.write(CONFIG, Yaml.of(draft, server), false);
        return names.stream().map(files::path).toList();
    }
}
