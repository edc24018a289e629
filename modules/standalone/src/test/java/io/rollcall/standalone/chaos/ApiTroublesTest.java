package io.rollcall.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.sandbox.HttpPassage.Answer;
import io.rollcall.sandbox.HttpPassage.Drop;
import io.rollcall.sandbox.HttpPassage.On;
import io.rollcall.sandbox.HttpPassage.Request;
import io.rollcall.sandbox.HttpPassage.Way;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTroublesTest {

    private static final Request GET = new Request("GET", "/api", "");
    private static final Request EVENT = new Request("POST", "/api/v1/namespaces/a/events", "{}");
    private static final Request PATCH = new Request("PATCH", "/apis/x/status", "{}");

    private final ApiTroubles troubles = new ApiTroubles(new Random(1));

    @Test
    void shouldLetEverythingPassWhereThereIsNone() throws InterruptedException {
        assertThat(troubles.before(PATCH)).isEqualTo(new On(PATCH.path()));
        assertThat(troubles.after(PATCH)).isInstanceOf(On.class);
    }

    @Test
    void shouldLetNothingPassWhileItIsShutAsOftenAsItWas() throws InterruptedException {
        troubles.shut();
        troubles.shut();
        troubles.open();
        assertThat(troubles.before(GET)).isEqualTo(new Drop());
        assertThat(troubles.after(GET)).isEqualTo(new Drop());
        troubles.open();
        assertThat(troubles.before(GET)).isInstanceOf(On.class);
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 429, false", "BROKEN, 500, true"})
    void shouldAnswerSomeOfThem(Trouble trouble, int status, boolean alsoWhenItIsDone) throws InterruptedException {
        troubles.begin(trouble);
        assertThat(statuses(true, GET)).containsExactly(0, status);
        assertThat(statuses(false, GET)).isEqualTo(alsoWhenItIsDone ? Set.of(0, status) : Set.of(0));
        troubles.end(trouble);
        assertThat(statuses(true, GET)).containsExactly(0);
    }

    /** A 409 to an Event would say that it stands already, and a server says that of none that does not. */
    @Test
    void shouldCallOnlyAPatchAConflict() throws InterruptedException {
        troubles.begin(Trouble.CONFLICT);
        assertThat(statuses(true, PATCH)).containsExactly(0, 409);
        assertThat(statuses(true, EVENT)).containsExactly(0);
        assertThat(statuses(false, PATCH)).containsExactly(0);
    }

    private Set<Integer> statuses(boolean before, Request request) throws InterruptedException {
        Set<Integer> seen = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            Way way = before ? troubles.before(request) : troubles.after(request);
            seen.add(way instanceof Answer answer ? answer.status() : 0);
        }
        return seen;
    }
}
