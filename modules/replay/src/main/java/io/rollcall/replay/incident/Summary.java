package io.rollcall.replay.incident;

import java.util.List;

/**
 * The whole in a few words and numbers.
 *
 * @param sentences for a person, the most important first
 * @param images that were asked about in the window
 * @param results probe results in the window
 * @param lost changes of an image to ImageLost
 * @param recovered changes of an image back to Ready
 * @param stillLost images that were lost at the window's end
 */
public record Summary(
        List<String> sentences, long images, long registries, long results, long lost, long recovered, long stillLost) {
    public Summary {
        sentences = List.copyOf(sentences);
    }
}
