package io.rollcall.watcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.ImageKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final List<ImageKey> KEYS = List.of(key("a"), key("b"), key("c"));

    private final Inbox inbox = new Inbox();

    @Test
    void shouldHoldOneMessageAKeyWhenItsObjectChangesWithoutEnd() {
        // When
        for (int i = 0; i < 1_000; i++) {
            KEYS.forEach(inbox::changed);
        }

        // Then
        assertThat(inbox.drain())
                .isEqualTo(KEYS.stream().map(Message.Changed::new).toList());
        assertThat(inbox.drain()).isEmpty();
    }

    @Test
    void shouldGiveAnswersFirstWhenObjectsChangedToo() {
        // When
        inbox.changed(KEYS.get(0));
        inbox.synced("a-kind");

        // Then
        assertThat(inbox.drain()).containsExactly(new Message.Synced("a-kind"), new Message.Changed(KEYS.get(0)));
    }

    private static ImageKey key(String name) {
        return new ImageKey("virtualimages.virtualization.deckhouse.io", "team-a", name);
    }
}
