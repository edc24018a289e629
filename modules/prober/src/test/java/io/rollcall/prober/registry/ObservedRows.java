package io.rollcall.prober.registry;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * One section of {@code docs/verdicts.md} as one test class observes it. At its end the rows are compared with the page, or
 * written to it. Rows of tests that were skipped or not chosen are left as they are.
 */
final class ObservedRows implements TestWatcher, AfterAllCallback {
    private final Section section;
    private final boolean imagesAreThere;
    private final List<Row> ofThisTest = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> passed = new HashSet<>();
    private final Set<String> unfinished = new HashSet<>();

    private ObservedRows(Section section, boolean imagesAreThere) {
        this.section = section;
        this.imagesAreThere = imagesAreThere;
    }

    static ObservedRows in(Section section) {
        return new ObservedRows(section, false);
    }

    /** The image is there in every row: no row is absent, on pain of failure. */
    static ObservedRows ofImagesThatAreThere(Section section) {
        return new ObservedRows(section, true);
    }

    /** @return the answer, which is a row of the page if the test passes */
    Answer row(String what, Answer answer) {
        ofThisTest.add(Row.of(what, answer));
        return answer;
    }

    @Override
    public void testSuccessful(ExtensionContext test) {
        rows.addAll(ofThisTest);
        ofThisTest.clear();
        passed.add(test.getRequiredTestMethod().getName());
    }

    @Override
    public void testAborted(ExtensionContext test, Throwable cause) {
        ofThisTest.clear();
        unfinished.add(test.getRequiredTestMethod().getName());
    }

    @Override
    public void testFailed(ExtensionContext test, Throwable cause) {
        testAborted(test, cause);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        boolean whole = unfinished.isEmpty() && passed.containsAll(names(tests.getRequiredTestClass()));
        assertThat(rows).extracting(Row::what).doesNotHaveDuplicates();
        assertThat(rows).filteredOn(Row::isAbsent).allMatch(Row::isConfirmedAbsence);
        assertThat(rows)
                .filteredOn(row -> imagesAreThere && row.isAbsent())
                .as("loses an image that is there")
                .isEmpty();
        Map<Section, List<Row>> page = VerdictsPage.rows(VerdictsPage.text());
        Collection<Row> next = next(page.get(section), rows, whole);
        if (VerdictsPage.isRewritten()) {
            Map<Section, Collection<Row>> all = new EnumMap<>(page);
            all.put(section, next);
            VerdictsPage.write(all);
        } else {
            assertThat(page.get(section))
                    .as("%s of docs/verdicts.md; rewrite it with: %s", section, VerdictsPage.REWRITE)
                    .containsExactlyElementsOf(next);
        }
    }

    /**
     * @param whole whether every row that there is was observed
     * @return what the page should hold
     */
    static Collection<Row> next(List<Row> page, List<Row> observed, boolean whole) {
        TreeSet<Row> next = new TreeSet<>(observed);
        if (!whole) {
            Set<String> seen = observed.stream().map(Row::what).collect(toSet());
            page.stream().filter(row -> !seen.contains(row.what())).forEach(next::add);
        }
        return next;
    }

    private static Set<String> names(Class<?> tests) {
        return Arrays.stream(tests.getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::getName)
                .collect(toSet());
    }
}
