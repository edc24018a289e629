package io.rollcall.statuswriter;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.contract.rules.Change;
import io.rollcall.contract.rules.MergePatch;
import java.util.Optional;

/** What a change sends to the API server, and where. */
record Write(ResourceKind.Write where, JsonNode patch) {
    Write {
        requireNonNull(where, "where is null");
        requireNonNull(patch, "patch is null");
    }

    /** @return empty for a change that writes nothing to the object */
    static Optional<Write> of(Change change, JsonNode object) {
        if (change instanceof Change.PhaseChange phase) {
            return Optional.of(new Write(ResourceKind.Write.STATUS, MergePatch.of(phase, object)));
        } else if (change instanceof Change.MetadataPatch metadata) {
            return Optional.of(new Write(ResourceKind.Write.METADATA, MergePatch.of(metadata, object)));
        }
        return Optional.empty();
    }
}
