package io.rollcall.standalone.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown file, as far as the tests look at it: fenced blocks, headings, and the prose between them. */
final class Document {

    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(```+|~~~+)\\s*([\\w-]*).*");
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*]\\(([^()\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Path file;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();
    private final StringBuilder prose = new StringBuilder();

    private Document(Path file) {
        this.file = file;
    }

    static Document read(Path file) {
        try {
            return parse(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document parse(Path file, List<String> lines) {
        Document document = new Document(file);
        String fence = null;
        String language = "";
        int opened = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher mark = FENCE.matcher(line);
            if (fence == null && mark.matches()) {
                fence = mark.group(1);
                language = mark.group(2);
                opened = i;
            } else if (fence != null && line.strip().equals(fence)) {
                document.add(opened, language, lines.subList(opened + 1, i));
                fence = null;
            } else if (fence == null) {
                document.prose(line);
            }
        }
        if (fence != null) {
            throw new AssertionError(file + ":" + (opened + 1) + ": the block does not end; close it with " + fence);
        }
        return document;
    }

    private void add(int opened, String language, List<String> lines) {
        String heading = headings.isEmpty() ? "" : headings.get(headings.size() - 1);
        blocks.add(new Block(file, opened + 1, heading, language, lines));
    }

    private void prose(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            headings.add(heading.group(1));
        }
        prose.append(line).append('\n');
    }

    Path file() {
        return file;
    }

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /** The blocks under one heading. */
    List<Block> blocks(String heading) {
        return blocks.stream().filter(block -> block.heading().equals(heading)).toList();
    }

    /** Where the links of the prose lead. What stands in code is no link. */
    List<String> links() {
        return all(LINK, CODE.matcher(prose).replaceAll("code"));
    }

    /** What the prose says in code. */
    List<String> codes() {
        return all(CODE, prose);
    }

    /** The anchors of the headings, as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String heading : headings) {
            String anchor = heading.toLowerCase(Locale.ROOT)
                    .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    private static List<String> all(Pattern pattern, CharSequence text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
