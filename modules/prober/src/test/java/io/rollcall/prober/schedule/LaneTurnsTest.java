package io.rollcall.prober.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contract.image.Lane;
import io.rollcall.contract.probe.Trigger;
import io.rollcall.prober.schedule.Agenda.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneTurnsTest {
    private final Agenda agenda = new Agenda();
    private final LaneTurns turns = new LaneTurns();

    private void put(String target, Lane lane, int second) {
        agenda.put("r", target, List.of(new Due(lane, TestClock.START.plusSeconds(second), Trigger.SWEEP)));
    }

    private List<String> sendAll() {
        List<String> sent = new ArrayList<>();
        Optional<Slot> next = turns.next(agenda, "r", TestClock.START.plusSeconds(9));
        while (next.isPresent()) {
            sent.add(next.get().target());
            agenda.remove(next.get().target());
            turns.sent();
            next = turns.next(agenda, "r", TestClock.START.plusSeconds(9));
        }
        return sent;
    }

    @Test
    void shouldGiveEveryFourthProbeToWhoeverHasWaitedLongest() {
        for (int i = 0; i < 7; i++) {
            put("lost" + i, Lane.LOST, 3);
        }
        put("swept", Lane.SWEEP, 2);
        put("requested", Lane.REQUESTED, 1);
        assertThat(sendAll())
                .containsExactly("lost0", "lost1", "lost2", "requested", "lost3", "lost4", "lost5", "swept", "lost6");
    }

    @Test
    void shouldGiveTheFourthToTheBestLaneWhenItHasWaitedLongest() {
        for (int i = 0; i < 5; i++) {
            put("lost" + i, Lane.LOST, 3);
        }
        put("swept", Lane.SWEEP, 3);
        assertThat(sendAll()).containsExactly("lost0", "lost1", "lost2", "lost3", "lost4", "swept");
    }

    @Test
    void shouldGiveNothingWhenNothingIsDue() {
        put("later", Lane.LOST, 10);
        assertThat(sendAll()).isEmpty();
    }

    @Test
    void shouldKeepItsTurnUntilOneIsSent() {
        put("lost", Lane.LOST, 3);
        put("swept", Lane.SWEEP, 2);
        for (int i = 0; i < 9; i++) {
            assertThat(turns.next(agenda, "r", TestClock.START.plusSeconds(9)))
                    .hasValueSatisfying(it -> assertThat(it.target()).isEqualTo("lost"));
        }
    }
}
