package io.rollcall.prober.schedule;

import static java.util.Objects.requireNonNull;

import io.rollcall.contract.image.Ask;
import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.probe.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What two bindings of one image, one after the other, mean for its targets. */
final class BindingDiff {
    private final ImageKey image;
    private final Instant at;

    BindingDiff(ImageKey image, Instant at) {
        this.image = requireNonNull(image, "image is null");
        this.at = requireNonNull(at, "at is null");
    }

    /** @return in the order in which they are to be sent; empty where both say the same */
    List<TargetCommand> between(Optional<Binding> before, Optional<Binding> after) {
        List<TargetCommand> commands = new ArrayList<>();
        List<Ask> now = after.map(Binding::asks).orElse(List.of());
        for (Ask old : before.map(Binding::asks).orElse(List.of())) {
            String target = TargetKey.of(old).text();
            boolean stays = find(now, old.id())
                    .map(ask -> TargetKey.of(ask).text().equals(target))
                    .orElse(false);
            if (!stays) {
                commands.add(new TargetCommand.Unbind(target, old.target(), image, old.id()));
            }
        }
        after.ifPresent(binding -> bind(before, binding, commands));
        return commands;
    }

    private void bind(Optional<Binding> before, Binding after, List<TargetCommand> commands) {
        boolean sameObject = before.map(it -> it.uid().equals(after.uid())).orElse(false);
        boolean recheck = sameObject
                && after.recheckRequestedAt() != null
                && !after.recheckRequestedAt().equals(before.get().recheckRequestedAt());
        boolean newer = before.map(it -> !it.resourceVersion().equals(after.resourceVersion()))
                .orElse(true);
        for (Ask ask : after.asks()) {
            boolean same = sameObject
                    && find(before.get().asks(), ask.id()).map(ask::equals).orElse(false);
            Trigger why = recheck ? Trigger.MANUAL : same ? null : Trigger.CHANGED;
            if (why != null || newer) {
                Subscriber subscriber = new Subscriber(image, after.uid(), after.resourceVersion(), ask, at);
                commands.add(new TargetCommand.Bind(subscriber, why));
            }
        }
    }

    private static Optional<Ask> find(List<Ask> asks, String id) {
        return asks.stream().filter(ask -> ask.id().equals(id)).findFirst();
    }
}
