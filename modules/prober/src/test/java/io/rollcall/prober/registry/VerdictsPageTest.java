package io.rollcall.prober.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsPageTest {
    private static final Row GONE = new Row("gone", "404", "404", "MANIFEST_UNKNOWN", "absent", "success");
    private static final Row DENIED = new Row("denied", "401", "–", "–", "inconclusive: DENIED", "success");
    private static final Row STALE = new Row("denied", "500", "–", "–", "inconclusive: SERVER_ERROR", "failure");

    @Test
    void shouldSayWhatTheCodeSaysAndHoldRowsInEverySection() {
        // Given
        Map<Section, List<Row>> rows = VerdictsPage.rows(VerdictsPage.text());
        if (VerdictsPage.isRewritten()) {
            VerdictsPage.write(rows);
        }

        // Then
        assertThat(VerdictsPage.text())
                .as("rewrite it with: %s", VerdictsPage.REWRITE)
                .isEqualTo(VerdictsPage.render(rows));
        assertThat(VerdictsPage.isRewritten() ? Map.of() : rows)
                .allSatisfy((section, its) -> assertThat(its).isNotEmpty());
    }

    @Test
    void shouldNotHaveARowThatIsAbsentUnlessTheRegistryConfirmedIt() {
        // When
        List<Row> rows = VerdictsPage.rows(VerdictsPage.text()).values().stream()
                .flatMap(List::stream)
                .toList();

        // Then
        assertThat(rows).filteredOn(Row::isAbsent).allMatch(Row::isConfirmedAbsence);
        assertThat(rows).filteredOn(Row::isAbsent).allMatch(row -> row.breaker().equals("success"));
    }

    @Test
    void shouldKeepWhatWasNotObservedOnlyWhenARowCouldNotBeProduced() {
        assertThat(ObservedRows.next(List.of(GONE, STALE), List.of(DENIED), false))
                .containsExactly(GONE, DENIED);
        assertThat(ObservedRows.next(List.of(GONE, STALE), List.of(DENIED), true))
                .containsExactly(DENIED);
    }

    @Test
    void shouldReadRowsAsTheyAreWritten() {
        assertThat(Row.parse(GONE.line())).isEqualTo(GONE);
        assertThat(Row.TITLES.lines()).noneMatch(Row::isOne);
    }
}
