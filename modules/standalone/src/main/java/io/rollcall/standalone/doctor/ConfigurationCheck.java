package io.rollcall.standalone.doctor;

import io.rollcall.runtime.config.Mistake;
import io.rollcall.runtime.config.Mode;
import io.rollcall.runtime.config.RollcallConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The configuration by itself. */
final class ConfigurationCheck {

    static final String ID = "configuration";

    private ConfigurationCheck() {}

    /** What cannot be read. */
    static List<Finding> wrong(List<Mistake> mistakes) {
        return mistakes.stream()
                .map(mistake ->
                        Finding.failed(ID, "configuration", mistake.source() + ": " + mistake.problem(), mistake.fix()))
                .toList();
    }

    /** What was read. */
    static List<Finding> judge(RollcallConfig config, Optional<Path> file) {
        List<Finding> findings = new ArrayList<>();
        int registries = config.registries().size();
        findings.add(Finding.passed(
                ID,
                "configuration",
                "%s, mode %s, %s"
                        .formatted(
                                file.map(Path::toString).orElse("no file"),
                                config.mode() == Mode.WRITE ? "write" : "observe",
                                registries == 1 ? "1 registry" : registries + " registries")));
        if (registries == 0) {
            findings.add(Finding.failed(
                    ID,
                    "configuration",
                    "no registry is configured, and none is ever guessed",
                    "write a rollcall.yaml with 'rollcall init', and give it with --config"));
        }
        return findings;
    }
}
