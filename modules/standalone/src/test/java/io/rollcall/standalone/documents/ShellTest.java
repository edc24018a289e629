package io.rollcall.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellTest {

    @Test
    void shouldFindEachCommandWhenLinesHoldMoreThanOne() {
        // When
        Shell shell = Shell.read("""
                ./rollcall alerts --json | jq .type > types.txt 2>&1 &   # and on
                if A=1 ./rollcall check --set 'a b' "<reference>"; then echo "x; rollcall no"; fi
                version=$(./rollcall \\
                  version)
                """);

        // Then
        assertThat(shell.calls("rollcall"))
                .containsExactly(
                        new String[] {"alerts", "--json"},
                        new String[] {"check", "--set", "a b", "reference"},
                        new String[] {"version"});
        assertThat(shell.calls("jq")).containsExactly(new String[] {".type"});
    }

    @Test
    void shouldSetHereDocumentsApartWhenTheTextHasThem() {
        // When
        Shell shell = Shell.read("""
                cat > rollcall.yaml <<'CONF'
                mode: write
                CONF
                ./rollcall up
                """);

        // Then
        assertThat(shell.hereDocuments()).containsExactly("mode: write\n");
        assertThat(shell.calls("cat")).containsExactly(new String[0]);
        assertThat(shell.calls("rollcall")).containsExactly(new String[] {"up"});
    }
}
