package io.rollcall.standalone.documents;

import static java.nio.file.FileVisitResult.CONTINUE;
import static java.nio.file.FileVisitResult.SKIP_SUBTREE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The repository that these tests are part of, and its documents: every Markdown file in it. */
final class Repository {

    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Repository() {}

    /** All of them; a new file is among them by itself. */
    static List<Document> documents() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    String name = directory.getFileName().toString();
                    return name.equals("target") || name.startsWith(".") ? SKIP_SUBTREE : CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        files.add(file);
                    }
                    return CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().map(Document::read).toList();
    }

    static Document document(String path) {
        return Document.read(ROOT.resolve(path));
    }
}
