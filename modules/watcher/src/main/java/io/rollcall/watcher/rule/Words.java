package io.rollcall.watcher.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.contract.codec.EventCodec;
import io.rollcall.contract.image.ImageState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A digest of what a state says, in 64 bits: equal exactly where {@link ImageState#saysTheSameAs} holds, whatever order its
 * fields stood in. Two states of one image are compared, never one with all others, so a collision has odds of 2⁻⁶⁴.
 */
final class Words {
    private static final EventCodec<ImageState> CODEC = EventCodec.of(ImageState.class);
    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private Words() {}

    static long of(ImageState state) {
        try {
            String words = SORTED.writeValueAsString(SORTED.readTree(CODEC.encode(bare(state))));
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(words.getBytes(UTF_8)))
                    .getLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the codec wrote is JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Without what does not count. */
    private static ImageState bare(ImageState state) {
        return new ImageState(
                0,
                state.cluster(),
                state.key(),
                state.uid(),
                "",
                0,
                state.suspended(),
                state.recheckRequestedAt(),
                state.asks(),
                state.facts());
    }
}
