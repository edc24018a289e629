package io.rollcall.standalone.compose;

import io.rollcall.standalone.CommandProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One container of a Compose service, as far as a process can be one: the image's files, the image's and the service's
 * variables and no other, the service's command, a temporary directory of its own; and, where this JVM is root, the
 * image's user without any capability, to whom everything else is read-only.
 */
final class Container implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern LISTENING = Pattern.compile("msg=\"starting\".* address=\"?[^\" ]*:([0-9]+)");
    private static final String NONE = "1";

    private final ImageFiles image;
    private final ComposeService service;
    private final Outside outside;
    private final Path directory;
    private final Map<String, String> environment;
    private final CommandProcess process;

    private Container(ImageFiles image, ComposeService service, Outside outside, Path directory, String hostname) {
        outside.check(service);
        this.image = image;
        this.service = service;
        this.outside = outside;
        this.directory = directory;
        this.environment = environment(hostname);
        List<String> command = service.list("command");
        List<String> arguments = new ArrayList<>(command.subList(0, 1));
        command.stream().skip(1).map(outside::here).forEach(arguments::add);
        this.process = exec(arguments.toArray(String[]::new));
    }

    /** Runs one more command in it, as {@code docker compose exec} does with Rollcall's own. */
    CommandProcess exec(String... command) {
        List<String> line = new ArrayList<>(confined(service.text("user")));
        line.addAll(image.entrypoint());
        line.addAll(List.of(command));
        return CommandProcess.startProgram(environment, directory, line);
    }

    /** A file of its temporary directory. */
    Path file(String path) {
        return directory.resolve(path);
    }

    /**
     * Starts it.
     *
     * @param hostname as Docker gives every container one of its own
     */
    static Container start(
            ImageFiles image, ComposeService service, Outside outside, Path containers, String hostname) {
        Path tmp = containers.resolve(hostname);
        try {
            Files.createDirectories(tmp);
            Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Container(image, service, outside.with("/tmp", tmp), tmp, hostname);
    }

    private Map<String, String> environment(String hostname) {
        Map<String, String> all = new HashMap<>(image.environment());
        all.putAll(service.environment());
        all.replaceAll((name, value) -> name.equals("PATH") ? value : outside.here(value));
        all.putAll(outside.added());
        all.put("HOSTNAME", hostname);
        return all;
    }

    private static List<String> confined(String user) {
        String[] ids = user.split(":", 2);
        return System.getProperty("user.name").equals("root")
                ? List.of(
                        "setpriv",
                        "--reuid=" + ids[0],
                        "--regid=" + ids[1],
                        "--clear-groups",
                        "--no-new-privs",
                        "--inh-caps=-all",
                        "--bounding-set=-all",
                        "--")
                : List.of();
    }

    /** How the health check ends, run as Docker runs it; and what it prints. */
    Health health() {
        List<String> check = new ArrayList<>(service.healthCheck());
        check.replaceAll(outside::here);
        check.set(0, check.get(0).equals("ready") ? image.program("ready").toString() : check.get(0));
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("ROLLCALL_HTTP_PORT", port());
        try (CommandProcess run = CommandProcess.startProgram(variables, directory, check)) {
            return new Health(run.exitCode(PATIENCE) == 0, String.join("\n", run.out()));
        }
    }

    /** What a health check said. */
    record Health(boolean ok, String told) {}

    /** The port that was free; before that is known, one where nobody listens. */
    private String port() {
        return process.err().stream()
                .map(LISTENING::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse(NONE);
    }

    /** Its log so far. */
    String said() {
        return service.name() + ":\n" + String.join("\n", process.err());
    }

    String service() {
        return service.name();
    }

    CommandProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
