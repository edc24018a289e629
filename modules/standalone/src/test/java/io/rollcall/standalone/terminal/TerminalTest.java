package io.rollcall.standalone.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, UTF_8);

    @Test
    void shouldPaintWhereThereIsColour() {
        assertThat(new Terminal(stream, true).cell(Colour.BAD, "lost", 6)).isEqualTo("\u001b[31mlost\u001b[0m  ");
    }

    @Test
    void shouldOnlyAlignWhereThereIsNone() {
        assertThat(new Terminal(stream, false).cell(Colour.BAD, "lost", 6)).isEqualTo("lost  ");
    }

    @Test
    void shouldWriteUtf8WhateverTheLocale() {
        // When
        new Terminal(stream, false).line("Ready → ImageLost");

        // Then
        assertThat(bytes.toString(UTF_8)).isEqualTo("Ready → ImageLost" + System.lineSeparator());
    }
}
