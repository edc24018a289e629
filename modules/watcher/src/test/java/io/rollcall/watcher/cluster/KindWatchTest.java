package io.rollcall.watcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.contract.image.ImageKey;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.runtime.health.Condition.State;
import io.rollcall.runtime.health.Health;
import io.rollcall.watcher.rule.ManualClock;
import io.rollcall.watcher.rule.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KindWatchTest {
    private static final ResourceKind KIND =
            ImageKinds.all(ImageKinds.RECHECK_MIN, ImageKinds.RECHECK_MAX).get(0);

    private final ManualClock clock = new ManualClock();
    private final Health health = new Health("watcher", clock);
    private final List<Problem> problems = new ArrayList<>();
    private final List<FakeInformers> made = new ArrayList<>();
    private Consumer<FakeInformers> starting = informers -> {};
    private int checks;
    private final KindWatch watch = new KindWatch(KIND, this::check, this::make, health, clock);

    @Test
    void shouldNotBeginButTellAndTryAgainLaterAndLaterWhenSomethingIsInTheWay() {
        // Given
        problems.add(new Problem(true, "mend it."));

        // When
        Duration first = watch.tick();
        for (int i = 0; i < 10; i++) {
            watch.tick();
        }
        Duration last = watch.tick();

        // Then
        assertThat(made).isEmpty();
        assertThat(told()).isEqualTo("mend it.");
        assertThat(first).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(last).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
    }

    @Test
    void shouldBeFineWhenListAndWatchAreOpen() {
        // Given
        watch.tick();

        // When
        made.get(0).open();
        watch.tick();

        // Then
        assertThat(health.ready()).isTrue();
        assertThat(watch.isSynced()).isTrue();
    }

    @Test
    void shouldWatchOnAndTellAndNotAskEverySecondWhenAProblemDoesNotBlock() {
        // Given
        problems.add(new Problem(false, "upgrade it."));
        watch.tick();
        made.get(0).open();

        // When
        watch.tick();
        int before = checks;
        for (int second = 0; second < 29; second++) {
            clock.advance(Duration.ofSeconds(1));
            watch.tick();
        }

        // Then
        assertThat(told()).isEqualTo("upgrade it.");
        assertThat(checks - before).isBetween(2, 6);
        problems.clear();
        clock.advance(Duration.ofSeconds(6));
        watch.tick();
        assertThat(health.ready()).isTrue();
    }

    @Test
    void shouldHardlyAskWhenThereIsNoProblem() {
        // Given
        watch.tick();
        made.get(0).open();
        watch.tick();
        int before = checks;

        // When
        for (int second = 0; second < 29; second++) {
            clock.advance(Duration.ofSeconds(1));
            watch.tick();
        }

        // Then
        assertThat(checks).isEqualTo(before);
    }

    @Test
    void shouldSayNothingWhenAWatchIsRenewed() {
        // Given
        watch.tick();
        made.get(0).open();
        watch.tick();

        // When
        made.get(0).watching = false;
        watch.tick();
        clock.advance(Duration.ofSeconds(2));
        watch.tick();

        // Then
        assertThat(health.ready()).isTrue();
    }

    /** Where WebSockets are refused, a watch counts as open with its first event only: in an idle cluster, a minute away. */
    @Test
    void shouldBeReadyWhenTheListIsCompleteAndTheFirstEventIsStillToCome() {
        // Given
        watch.tick();
        made.get(0).synced = true;

        // When
        down(Duration.ofSeconds(70));

        // Then
        assertThat(health.ready()).isTrue();
        assertThat(watch.isWatching()).isFalse();

        // When
        down(Duration.ofSeconds(10));

        // Then
        assertThat(told()).contains("the watch of virtualimages is not open");
    }

    @Test
    void shouldTellWhenAListOrWatchFailedSinceTheLastList() {
        // Given
        watch.tick();
        made.get(0).synced = true;
        made.get(0).failure = new IllegalStateException("no such luck");

        // When
        down(Duration.ofSeconds(10));

        // Then
        assertThat(told()).contains("the watch of virtualimages is not open (no such luck)");
    }

    @Test
    void shouldNotBeReadyWhenTheListIsNotComplete() {
        // Given
        watch.tick();

        // When
        down(Duration.ofSeconds(10));

        // Then
        assertThat(told()).contains("the watch of virtualimages is not open");
    }

    @Test
    void shouldTellWhatIsInTheWayAndKeepItsInformersWhenTheWatchIsDown() {
        // Given
        watch.tick();
        made.get(0).open();
        watch.tick();

        // When
        made.get(0).watching = false;
        problems.add(new Problem(true, "start the API server."));
        down(Duration.ofMinutes(30));

        // Then
        assertThat(told()).isEqualTo("start the API server.");
        assertThat(made).hasSize(1);
        assertThat(health.alive()).isTrue();
    }

    @Test
    void shouldBeginAnewWhenTheWatchHangsAndNothingIsInTheWay() {
        // Given
        watch.tick();
        made.get(0).open();
        watch.tick();

        // When
        made.get(0).watching = false;
        down(Duration.ofMinutes(3));

        // Then
        assertThat(made).hasSizeGreaterThan(1);
        assertThat(made.get(0).stopped).isTrue();
        assertThat(health.alive()).isTrue();
    }

    @Test
    void shouldAskForARestartWhenNewInformersDoNotHelp() {
        // Given
        watch.tick();

        // When
        down(Duration.ofMinutes(15));

        // Then
        assertThat(health.condition(KIND.crd()))
                .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(State.DOWN));
        assertThat(health.alive()).isFalse();
    }

    @Test
    void shouldPauseAndBeginAnewWhenAnInformerGaveUp() {
        // Given
        watch.tick();
        made.get(0).gaveUp = true;

        // When
        Duration pause = watch.tick();
        watch.tick();

        // Then
        assertThat(pause).isPositive();
        assertThat(made).hasSize(2);
        assertThat(made.get(0).stopped).isTrue();
        assertThat(watch.isSynced()).isFalse();
    }

    @Test
    void shouldShowItsInformersWhenTheirFirstListIsCompleteBeforeTheStartReturns() {
        // Given
        List<Boolean> synced = new ArrayList<>();
        starting = informers -> {
            informers.open();
            synced.add(watch.isSynced() && watch.informers().isPresent());
        };

        // When
        watch.tick();

        // Then
        assertThat(synced).containsExactly(true);
    }

    @Test
    void shouldBeginAnewWhenAStartFails() {
        // Given
        starting = informers -> {
            throw new IllegalStateException("no thread");
        };

        // When
        assertThatThrownBy(watch::tick).hasMessage("no thread");

        // Then
        assertThat(watch.informers()).isEmpty();
        assertThat(made.get(0).stopped).isTrue();
        starting = informers -> {};
        watch.tick();
        assertThat(made).hasSize(2);
    }

    private void down(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(1)) {
            clock.advance(Duration.ofSeconds(1));
            watch.tick();
        }
    }

    private String told() {
        return health.condition(KIND.crd()).orElseThrow().reason();
    }

    private List<Problem> check() {
        checks++;
        return List.copyOf(problems);
    }

    private Informers make() {
        FakeInformers fresh = new FakeInformers();
        made.add(fresh);
        return fresh;
    }

    private final class FakeInformers implements Informers {
        private boolean synced;
        private boolean watching;
        private boolean gaveUp;
        private boolean stopped;
        private IllegalStateException failure;

        void open() {
            synced = true;
            watching = true;
        }

        @Override
        public void start() {
            starting.accept(this);
        }

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public boolean isSynced() {
            return synced;
        }

        @Override
        public boolean isWatching() {
            return watching;
        }

        @Override
        public boolean isStopped() {
            return gaveUp || stopped;
        }

        @Override
        public Optional<Throwable> failure() {
            return Optional.ofNullable(failure);
        }

        @Override
        public Optional<Seen> find(ImageKey key) {
            return Optional.empty();
        }

        @Override
        public void forEachKey(Consumer<ImageKey> action) {}
    }
}
