package io.rollcall.watcher.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * A digest of what a state says, in 64 bits, computed from its JSON: equal exactly where {@code ImageState.saysTheSameAs}
 * holds, whatever order its fields stood in. Two states of one image are compared, never one with all others, so a collision
 * has odds of 2⁻⁶⁴. A field that the contract gains counts by itself.
 */
final class Words {

    private static final JsonFactory JSON = new JsonFactory();

    /** Fields of the state that do not count. */
    private static final Set<String> MUTE = Set.of("schemaVersion", "resourceVersion", "generation");

    private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

    private Words() {}

    /** @param encoded as the codec wrote it */
    static long of(byte[] encoded) {
        try (JsonParser in = JSON.createParser(encoded)) {
            in.nextToken();
            return object(in, MUTE);
        } catch (IOException e) {
            throw new UncheckedIOException("what the codec wrote is JSON", e);
        }
    }

    private static long value(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        return switch (token) {
            case START_OBJECT -> object(in, Set.of());
            case START_ARRAY -> array(in);
            default -> text(in, token.id());
        };
    }

    /** A sum, since the order of fields does not count. */
    private static long object(JsonParser in, Set<String> without) throws IOException {
        long sum = JsonToken.START_OBJECT.id();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            boolean counts = !without.contains(in.currentName());
            long name = text(in, JsonToken.FIELD_NAME.id());
            in.nextToken();
            long value = value(in);
            sum += counts ? mixed(name * ODD + value) : 0;
        }
        return mixed(sum);
    }

    private static long array(JsonParser in) throws IOException {
        long all = JsonToken.START_ARRAY.id();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            all = mixed(all * ODD + value(in));
        }
        return all;
    }

    /** @param seed tells the text {@code "1"} from the number */
    private static long text(JsonParser in, int seed) throws IOException {
        char[] characters = in.getTextCharacters();
        int from = in.getTextOffset();
        int to = from + in.getTextLength();
        long all = seed;
        for (int i = from; i < to; i++) {
            all = (all ^ characters[i]) * ODD;
            all ^= all >>> 32;
        }
        return mixed(all);
    }

    /** Every bit of the input moves about half of the output's. */
    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
