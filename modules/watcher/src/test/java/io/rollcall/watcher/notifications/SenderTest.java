package io.rollcall.watcher.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.watcher.notifications.Sender.Named;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SenderTest {
    @Test
    void shouldTakeTheOnlyOneThatThereIsWhenNoneIsNamed() {
        assertThat(new Sender(List.of("DVCR.example")).named(Optional.empty()))
                .isEqualTo(new Named.Registry("dvcr.example"));
    }

    @Test
    void shouldTakeTheOneThatIsNamedWhenItIsConfigured() {
        Sender sender = new Sender(List.of("a.example", "b.example:5000"));
        assertThat(sender.named(Optional.of("B.example:5000"))).isEqualTo(new Named.Registry("b.example:5000"));
    }

    @Test
    void shouldTakeNoneAndNameTheFixWhenItIsNotToBeTold() {
        Sender sender = new Sender(List.of("a.example", "b.example"));
        assertThat(sender.named(Optional.empty()))
                .isEqualTo(
                        new Named.Nobody(
                                "several registries are configured here: add ?registry=HOST to the URL, where HOST is a.example or b.example."));
        assertThat(why(sender.named(Optional.of("c.example")))).contains("give ?registry=a.example or b.example");
        assertThat(why(new Sender(List.of("a.example")).named(Optional.of("c.example"))))
                .contains("give ?registry=a.example");
        assertThat(why(new Sender(List.of()).named(Optional.empty()))).contains("under registries");
    }

    private static String why(Named named) {
        return ((Named.Nobody) named).why();
    }
}
