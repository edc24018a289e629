package io.rollcall.contract.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.contract.Events;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ImageKeyTest {
    @Property
    void shouldReadItsOwnWrittenForm(@ForAll("keys") ImageKey key) {
        assertThat(ImageKey.parse(key.toString())).contains(key);
    }

    @Provide
    Arbitrary<ImageKey> keys() {
        return Events.keys();
    }

    @Example
    void shouldWriteAnEmptyNamespaceWhenClusterScoped() {
        assertThat(new ImageKey("clustervirtualimages.virtualization.deckhouse.io", "", "ubuntu"))
                .hasToString("clustervirtualimages.virtualization.deckhouse.io//ubuntu");
    }

    @Example
    void shouldRefuseWhenItIsNoKey() {
        for (String text : new String[] {"", "a", "a/b", "/b/c", "a/b/", "a/b/c/d"}) {
            assertThat(ImageKey.parse(text)).as(text).isEmpty();
        }
        assertThatThrownBy(() -> new ImageKey("a", "b/c", "d")).hasMessageContaining("not an image key");
    }
}
