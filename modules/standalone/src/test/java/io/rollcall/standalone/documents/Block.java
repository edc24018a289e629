package io.rollcall.standalone.documents;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One fenced block of a document.
 *
 * @param line of the opening fence, from 1
 * @param heading the last one above it, empty if there is none
 * @param language what the fence says it is, empty where it says nothing
 */
record Block(Path file, int line, String heading, String language, List<String> lines) {

    /** What a line of shell may begin with where the fence does not say so. */
    private static final Pattern PROGRAM =
            Pattern.compile("(\\./\\S+|sudo|mvn|kubectl|docker(-compose)?|rollcall)( .*)?");

    private static final String PROMPT = "$ ";

    Block {
        lines = List.copyOf(lines);
    }

    /** Whether it is to be typed into a shell: the fence says so, or it says nothing and a line begins as a command does. */
    boolean isShell() {
        return switch (language) {
            case "sh", "bash", "shell", "console" -> true;
            case "" -> lines.stream().anyMatch(it -> PROGRAM.matcher(it).matches());
            default -> false;
        };
    }

    boolean isYaml() {
        return language.equals("yaml") || language.equals("yml");
    }

    /** What is typed: of a {@code console} only what stands behind a prompt, the rest is output. */
    String script() {
        if (!language.equals("console")) {
            return text();
        }
        return String.join(
                "\n",
                lines.stream()
                        .filter(it -> it.startsWith(PROMPT))
                        .map(it -> it.substring(PROMPT.length()))
                        .toList());
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Where it stands, as an editor takes it. */
    String place() {
        return file + ":" + line;
    }
}
