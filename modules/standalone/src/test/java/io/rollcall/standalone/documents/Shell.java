package io.rollcall.standalone.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simple commands of a shell text, each as its words without quotes, redirections and assignments; here-documents
 * apart. It knows as much of the shell's grammar as documents use: what the shell itself thinks of a text, {@code bash -n}
 * says.
 */
final class Shell {

    private static final Pattern HERE = Pattern.compile("(?<!<)<<-?\\s*['\"]?(\\w+)['\"]?");
    private static final Pattern PLACEHOLDER = Pattern.compile("<([\\p{L}][^<>\\s]*)>");
    private static final Pattern LEADING = Pattern.compile("\\w+=.*|if|then|else|elif|while|until|do|!|\\{|time|exec");
    private static final String SEPARATORS = "\n|&;(){}`";

    private final List<List<String>> commands = new ArrayList<>();
    private final List<String> hereDocuments = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private StringBuilder word;
    private boolean target;

    private Shell(String script) {
        split(withoutHereDocuments(script));
    }

    static Shell read(String script) {
        return new Shell(withoutPlaceholders(script));
    }

    /** The same, with a word where the text leaves a {@code <placeholder>} for the reader. */
    static String withoutPlaceholders(String script) {
        return PLACEHOLDER.matcher(script).replaceAll("$1");
    }

    /** Each begins with the program. */
    List<List<String>> commands() {
        return List.copyOf(commands);
    }

    /** What follows the name of this program, for each time that it is called. */
    List<String[]> calls(String program) {
        return commands.stream()
                .filter(command ->
                        command.get(0).equals(program) || command.get(0).equals("./" + program))
                .map(command -> command.subList(1, command.size()).toArray(String[]::new))
                .toList();
    }

    List<String> hereDocuments() {
        return List.copyOf(hereDocuments);
    }

    private String withoutHereDocuments(String script) {
        StringBuilder rest = new StringBuilder();
        StringBuilder body = null;
        String end = null;
        for (String line : script.split("\n", -1)) {
            if (body != null && line.strip().equals(end)) {
                hereDocuments.add(body.toString());
                body = null;
            } else if (body != null) {
                body.append(line).append('\n');
            } else {
                Matcher here = HERE.matcher(line);
                if (here.find()) {
                    end = here.group(1);
                    body = new StringBuilder();
                }
                rest.append(here.replaceAll("")).append('\n');
            }
        }
        return rest.toString().replace("\\\n", " ");
    }

    private void split(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                int close = closing(text, i);
                append(text.substring(i + 1, close));
                i = close;
            } else if (c == '\\' && i + 1 < text.length()) {
                append(text.substring(i + 1, i + 2));
                i++;
            } else if (c == '#' && word == null) {
                i = text.indexOf('\n', i) - 1;
            } else if (c == '<' || c == '>') {
                redirect();
                i += text.startsWith("&", i + 1) || text.startsWith(">", i + 1) ? 1 : 0;
            } else if (SEPARATORS.indexOf(c) >= 0) {
                endCommand();
            } else if (c == ' ' || c == '\t') {
                endWord();
            } else {
                append(String.valueOf(c));
            }
        }
        endCommand();
    }

    private static int closing(String text, int open) {
        char quote = text.charAt(open);
        int at = open + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    private void append(String text) {
        word = (word == null ? new StringBuilder() : word).append(text);
    }

    /** The number before it, if there is one, belongs to it; the word behind it is a file. */
    private void redirect() {
        if (word != null && word.toString().matches("\\d")) {
            word = null;
        }
        endWord();
        target = true;
    }

    private void endWord() {
        if (word != null
                && !target
                && !(words.isEmpty() && LEADING.matcher(word).matches())) {
            words.add(word.toString());
        }
        target &= word == null;
        word = null;
    }

    private void endCommand() {
        endWord();
        target = false;
        if (!words.isEmpty()) {
            commands.add(List.copyOf(words));
            words = new ArrayList<>();
        }
    }
}
