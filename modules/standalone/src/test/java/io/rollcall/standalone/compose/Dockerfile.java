package io.rollcall.standalone.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The project's {@code Dockerfile}: its stages, in order, each with its instructions. */
record Dockerfile(List<Stage> stages) {

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern ENV = Pattern.compile("([A-Z_]+)=\"([^\"]*)\"");

    /** One instruction: {@code COPY --chmod=755 a b} has the options, and a and b as words. */
    record Instruction(String name, String rest) {

        List<String> words() {
            return Arrays.stream(rest.split("\\s+"))
                    .filter(word -> !word.startsWith("--"))
                    .toList();
        }

        boolean isFromAnotherStage() {
            return rest.contains("--from=");
        }

        List<String> quoted() {
            return QUOTED.matcher(rest).results().map(found -> found.group(1)).toList();
        }
    }

    /** What stands from one FROM to the next. */
    record Stage(List<Instruction> instructions) {

        List<Instruction> all(String name) {
            return instructions.stream()
                    .filter(instruction -> instruction.name().equals(name))
                    .toList();
        }

        Instruction only(String name) {
            List<Instruction> all = all(name);
            if (all.size() != 1) {
                throw new AssertionError("there are " + all.size() + " of " + name);
            }
            return all.get(0);
        }

        Map<String, String> environment() {
            Map<String, String> variables = new LinkedHashMap<>();
            for (Instruction instruction : all("ENV")) {
                Matcher found = ENV.matcher(instruction.rest());
                while (found.find()) {
                    variables.put(found.group(1), found.group(2));
                }
            }
            return variables;
        }
    }

    static Dockerfile read() {
        try {
            String text = Files.readString(ComposeFile.HOME.resolve("Dockerfile"))
                    .replaceAll("(?m)^#.*\\R", "")
                    .replaceAll("\\\\\\R\\s*", " ");
            List<Stage> stages = new ArrayList<>();
            text.lines().filter(line -> !line.isBlank()).forEach(line -> {
                String[] parts = line.split("\\s+", 2);
                if (parts[0].equals("FROM")) {
                    stages.add(new Stage(new ArrayList<>()));
                }
                stages.get(stages.size() - 1).instructions().add(new Instruction(parts[0], parts[1]));
            });
            return new Dockerfile(List.copyOf(stages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stage build() {
        return stages.get(0);
    }

    /** The stage that becomes the image. */
    Stage image() {
        return stages.get(stages.size() - 1);
    }
}
