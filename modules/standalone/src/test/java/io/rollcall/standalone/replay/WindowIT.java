package io.rollcall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.standalone.CommandRun;
import io.rollcall.testkit.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Which records a window is, on a real broker; and what is said where it is none. */
class WindowIT {
    private final TestBroker broker = TestBroker.shared();
    private final TenResults bus = new TenResults(broker.bootstrapServers());

    @Test
    void shouldReadTheResultsOfTheWindowAndNoOthers() {
        // Given
        bus.fill();

        // Then
        assertThat(results("--from", "2026-11-21T03:02:00Z", "--to", "2026-11-21T03:05:00Z"))
                .isEqualTo(3);
        assertThat(results("--from", "2026-11-21T03:02:00Z", "--to", "2026-11-21T05:00:00Z"))
                .isEqualTo(8);
        assertThat(results("--from", "offsets:0=4", "--to", "offsets:0=6")).isEqualTo(2);
        assertThat(replay("--from", "offsets:0=4", "--to", "offsets:0=6", "--json")
                        .out())
                .contains("\"from\":\"2026-11-21T03:04:00Z\",\"to\":\"2026-11-21T03:05:00.001Z\"");
    }

    @Test
    void shouldSayHowFarTheRecordReachesWhenSomeOfItIsGone() throws Exception {
        // Given
        bus.fill();
        TopicPartition only = new TopicPartition(bus.topics().probeResults().name(), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteRecords(Map.of(only, RecordsToDelete.beforeOffset(5)))
                    .all()
                    .get();
        }

        // When
        CommandRun some = replay("--from", "2026-11-21T03:00:00Z", "--to", "2026-11-21T04:00:00Z");
        CommandRun none = replay("--from", "2026-11-21T03:00:00Z", "--to", "2026-11-21T03:04:00Z");

        // Then
        assertThat(some.exitCode()).isZero();
        assertThat(some.out())
                .contains("Only from 2026-11-21T03:05:00Z on is all of it there: " + only.topic()
                        + " holds nothing older.");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err())
                .isEqualTo("rollcall: the record of that window is gone: " + only.topic()
                        + " reaches back to 2026-11-21T03:05:00Z; give a later window, or the file of an export.\n");
        assertThat(CommandRun.of(bus.command("topics", "describe")).out())
                .contains("A replay reaches back to 2026-11-21T03:05:00Z: " + only.topic() + " holds nothing older.");
    }

    @Test
    void shouldNameTheFixWhenTheWindowIsNone() {
        // Given
        assertThat(replay("--from", "-2h").err()).contains("does not exist; check kafka.topicPrefix");
        bus.fill();

        // Then
        assertThat(replay().err()).isEqualTo("rollcall: say where the window begins, such as --from -2h.\n");
        assertThat(replay("--from", "-1h", "--to", "-2h").err()).contains("give an earlier --from or a later --to");
        assertThat(replay("--from", "offsets:0=99").err())
                .contains("has no record at offset 99 of partition 0, but from 0 to 9; give an offset that it has");
        assertThat(replay("--from", "offsets:7=0").err()).contains("has no record at offset 0 of partition 7");
        assertThat(replay("--from", "offsets:0=0", "--to", "2026-11-21T04:00:00Z", "--image", "nobody/nothing")
                        .err())
                .isEqualTo(
                        "rollcall: no image matches 'nobody/nothing' in this window; 'rollcall replay' without --image lists"
                                + " those there are.\n");
        assertThat(replay("--from", "offsets:0=0", "--to", "2026-11-21T04:00:00Z", "--registry", "nowhere")
                        .err())
                .isEqualTo(
                        "rollcall: no image is in the registry nowhere in this window; 'rollcall replay' without --registry"
                                + " lists those there are.\n");
    }

    private int results(String... window) {
        List<String> args = new ArrayList<>(List.of(window));
        args.add("--json");
        String out = replay(args.toArray(String[]::new)).out();
        return Integer.parseInt(out.replaceAll("(?s).*\"results\":(\\d+).*", "$1"));
    }

    private CommandRun replay(String... more) {
        return CommandRun.of(bus.command("replay", more));
    }
}
